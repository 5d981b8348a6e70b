/* The converters of ICU that Windows has and Wine has not. Qt asks for them when it is loaded, and for nothing of them
   while texts are UTF-8 or UTF-16: each says that there is no such converter. */
#define EXPORTED __declspec(dllexport)
enum { MISSING = 4 /* U_FILE_ACCESS_ERROR */ };

EXPORTED void *ucnv_open(const char *name, int *error) { (void)name; *error = MISSING; return 0; }
EXPORTED void ucnv_close(void *converter) { (void)converter; }
EXPORTED void ucnv_reset(void *converter) { (void)converter; }
EXPORTED signed char ucnv_getMaxCharSize(void *converter) { (void)converter; return 1; }
EXPORTED const char *ucnv_getName(void *converter, int *error) { (void)converter; *error = MISSING; return ""; }
EXPORTED int ucnv_countAvailable(void) { return 0; }
EXPORTED const char *ucnv_getAvailableName(int number) { (void)number; return 0; }
EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, int *error) {
  (void)name; (void)standard; *error = MISSING; return 0;
}
EXPORTED int ucnv_toUCountPending(void *converter, int *error) { (void)converter; (void)error; return 0; }
EXPORTED int ucnv_fromUCountPending(void *converter, int *error) { (void)converter; (void)error; return 0; }

#define NEVER_CALLED(name) EXPORTED void name(void) {}
NEVER_CALLED(UCNV_TO_U_CALLBACK_SUBSTITUTE) NEVER_CALLED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER_CALLED(ucnv_getToUCallBack) NEVER_CALLED(ucnv_getFromUCallBack)
NEVER_CALLED(ucnv_setToUCallBack) NEVER_CALLED(ucnv_setFromUCallBack)
NEVER_CALLED(ucnv_fromUnicode) NEVER_CALLED(ucnv_toUnicode)
NEVER_CALLED(ucnv_cbToUWriteUChars) NEVER_CALLED(ucnv_cbFromUWriteUChars)
