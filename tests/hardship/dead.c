/* A mount whose server is gone: every call about a file below $DEAD_MOUNT never comes back. Preloaded. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void look(const char *path) {
    const char *dead = getenv("DEAD_MOUNT");
    if (dead && path && strncmp(path, dead, strlen(dead)) == 0)
        for (;;) pause();
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define BY_PATH(result, name, parameters, arguments) \
    result name parameters { \
        REAL(name); \
        look(path); \
        return real arguments; \
    }

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        REAL(name); \
        look(path); \
        return real(path, flags, mode); \
    }

OPENS(open)
OPENS(open64)
BY_PATH(int, mkdir, (const char *path, mode_t mode), (path, mode))
BY_PATH(int, unlink, (const char *path), (path))
BY_PATH(int, access, (const char *path, int mode), (path, mode))
BY_PATH(int, stat, (const char *path, struct stat *found), (path, found))
BY_PATH(int, stat64, (const char *path, struct stat64 *found), (path, found))
BY_PATH(int, lstat, (const char *path, struct stat *found), (path, found))
BY_PATH(int, lstat64, (const char *path, struct stat64 *found), (path, found))
BY_PATH(DIR *, opendir, (const char *path), (path))
