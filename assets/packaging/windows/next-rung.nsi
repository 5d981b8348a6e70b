; The installer for Windows: makensis -DVERSION=0.1.0 -DBUNDLE=dist/next-rung -DOUT=dist/next-rung-0.1.0-windows-x86_64.exe next-rung.nsi
; For the present user, without asking for an administrator. /S installs without a window, /COMMAND with the command
; `nextrung` for terminals, /D=FOLDER elsewhere. The data of people stays when it is removed.
Unicode true
Target amd64-unicode ; the smaller kind needs the old half of Windows to install
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "Next Rung"
!define PROGRAM "Next Rung.exe"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\NextRung"
; on the PATH of every account from Windows 10 on, so that nothing need be written to it
!define COMMANDS "$LOCALAPPDATA\Microsoft\WindowsApps"
!define DATA "$LOCALAPPDATA\nextrung"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} installer"
VIAddVersionKey "LegalCopyright" "The Next Rung authors, MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_COMPONENTSPAGE_SMALLDESC
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "The program is removed. Your data stays in ${DATA}, or in the folder you moved it to; Settings in the program erases it."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Ends where the program is open: its files cannot be replaced or removed then.
!macro RequireClosed
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "Next Rung is open. Close it, then try again; nothing was changed." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section "${NAME}" PROGRAM_PART
  SectionIn RO
  !insertmacro RequireClosed
  ; files of an earlier version that this one no longer has
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\.nextrung" "" "NextRung.Data"
  WriteRegStr HKCU "${CLASSES}\NextRung.Data" "" "Next Rung data"
  WriteRegStr HKCU "${CLASSES}\NextRung.Data\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\NextRung.Data\shell\open\command" "" '"$INSTDIR\${PROGRAM}" --open "%1"'
  WriteRegStr HKCU "${CLASSES}\.nextrung-questionnaire" "" "NextRung.Questionnaire"
  WriteRegStr HKCU "${CLASSES}\NextRung.Questionnaire" "" "Next Rung questionnaire"
  WriteRegStr HKCU "${CLASSES}\NextRung.Questionnaire\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\NextRung.Questionnaire\shell\open\command" "" '"$INSTDIR\${PROGRAM}" --open "%1"'
  WriteRegStr HKCU "${CLASSES}\.nextrung-reply" "" "NextRung.Reply"
  WriteRegStr HKCU "${CLASSES}\NextRung.Reply" "" "Next Rung reply"
  WriteRegStr HKCU "${CLASSES}\NextRung.Reply\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\NextRung.Reply\shell\open\command" "" '"$INSTDIR\${PROGRAM}" --open "%1"'
  ; answers are JSON, which belongs to other programs: offered under "Open with" alone
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" ".json" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" --open "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Next Rung authors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  ${RefreshShellIcons}
SectionEnd

Section /o "The command nextrung for terminals" COMMAND_PART
  CreateDirectory "${COMMANDS}"
  FileOpen $0 "${COMMANDS}\nextrung.cmd" w
  FileWrite $0 '@"$INSTDIR\nextrung.exe" %*$\r$\n'
  FileClose $0
SectionEnd

Function .onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/COMMAND" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${COMMAND_PART}
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro RequireClosed
  Delete "${COMMANDS}\nextrung.cmd"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\nextrung.exe"
  Delete "$INSTDIR\uninstall.exe"
  ; only when nothing else lies there
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${CLASSES}\NextRung.Data"
  DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
  ReadRegStr $0 HKCU "${CLASSES}\.nextrung" ""
  ${If} $0 == "NextRung.Data"
    DeleteRegKey HKCU "${CLASSES}\.nextrung"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\NextRung.Questionnaire"
  ReadRegStr $0 HKCU "${CLASSES}\.nextrung-questionnaire" ""
  ${If} $0 == "NextRung.Questionnaire"
    DeleteRegKey HKCU "${CLASSES}\.nextrung-questionnaire"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\NextRung.Reply"
  ReadRegStr $0 HKCU "${CLASSES}\.nextrung-reply" ""
  ${If} $0 == "NextRung.Reply"
    DeleteRegKey HKCU "${CLASSES}\.nextrung-reply"
  ${EndIf}
  DeleteRegKey HKCU "${UNINSTALL}"
  ${RefreshShellIcons}
  DetailPrint "Your data stays in ${DATA}."
SectionEnd
