; The installer for Windows, made by Inno Setup 6 after `pyinstaller build.spec`:
;   iscc /DVersion=0.1.0 assets\packaging\windows\next-rung.iss
; It installs for the present user without asking for rights, and leaves the data in %LOCALAPPDATA%\nextrung when removed.
#ifndef Version
  #error "name the version: iscc /DVersion=0.1.0 next-rung.iss"
#endif

[Setup]
AppId={{6C2B1E53-5B7B-4B44-9C1C-2F0D5F3A8E11}
AppName=Next Rung
AppVersion={#Version}
AppPublisher=The Next Rung authors
DefaultDirName={autopf}\Next Rung
DefaultGroupName=Next Rung
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile=..\..\..\LICENSE
SetupIconFile=..\..\..\build\icons\next-rung.ico
UninstallDisplayIcon={app}\nextrung.exe
OutputDir=..\..\..\dist
OutputBaseFilename=next-rung-{#Version}-windows-x86_64
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Files]
Source: "..\..\..\dist\next-rung\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; files of an earlier version that this one no longer has
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Next Rung"; Filename: "{app}\nextrung.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.nextrung"; ValueType: string; ValueData: "NextRung.Data"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\NextRung.Data"; ValueType: string; ValueData: "Next Rung data"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\NextRung.Data\DefaultIcon"; ValueType: string; ValueData: "{app}\nextrung.exe,0"
Root: HKA; Subkey: "Software\Classes\NextRung.Data\shell\open\command"; ValueType: string; ValueData: """{app}\nextrung.exe"" --open ""%1"""
Root: HKA; Subkey: "Software\Classes\.nextrung-questionnaire"; ValueType: string; ValueData: "NextRung.Questionnaire"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\NextRung.Questionnaire"; ValueType: string; ValueData: "Next Rung questionnaire"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\NextRung.Questionnaire\DefaultIcon"; ValueType: string; ValueData: "{app}\nextrung.exe,0"
Root: HKA; Subkey: "Software\Classes\NextRung.Questionnaire\shell\open\command"; ValueType: string; ValueData: """{app}\nextrung.exe"" --open ""%1"""

[Run]
Filename: "{app}\nextrung.exe"; Description: "{cm:LaunchProgram,Next Rung}"; Flags: nowait postinstall skipifsilent
