/* Lets one call to the system fail, or ends the program before it: preloaded into the program under test.
 * Only calls about files below the watched folder count; they are numbered from 1. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#define KILL (-1)

static char watched[PATH_MAX], last[PATH_MAX + 32];
static long number, wanted;
static int failure;

/* Counts calls below ``folder`` from now on; the call ``at`` fails with ``error``, or KILL; 0 only counts. */
void fault_arm(const char *folder, long at, int error) {
    snprintf(watched, sizeof watched, "%s", folder);
    number = 0;
    wanted = at;
    failure = error;
    last[0] = 0;
}

long fault_count(void) { return number; }

/* What was made to fail; empty when the program did not come that far. */
const char *fault_last(void) { return last; }

static int below(const char *path) {
    return watched[0] && path && strncmp(path, watched, strlen(watched)) == 0;
}

static const char *of_file(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = watched[0] ? readlink(link, path, PATH_MAX - 1) : -1;
    if (length <= 0) return NULL;
    path[length] = 0;
    return path;
}

/* Whether the call must fail; errno is set then. */
static int hit(const char *call, const char *path) {
    if (!below(path) || ++number != wanted || !failure) return 0;
    snprintf(last, sizeof last, "%s %s", call, path);
    if (failure == KILL) kill(getpid(), SIGKILL);
    errno = failure;
    return 1;
}

static int hit_file(const char *call, int file) {
    char path[PATH_MAX];
    int before = errno;
    const char *found = of_file(file, path);
    errno = before;
    return found && hit(call, found);
}

static int hit_at(const char *call, int folder, const char *path) {
    char whole[PATH_MAX], start[PATH_MAX];
    if (!watched[0] || !path) return 0;
    if (path[0] == '/' || folder == AT_FDCWD || !of_file(folder, start)) return hit(call, path);
    if (snprintf(whole, sizeof whole, "%s/%s", start, path) >= (int)sizeof whole) return 0;
    return hit(call, whole);
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define BY_FILE(result, name, parameters, arguments) \
    result name parameters { \
        REAL(name); \
        if (hit_file(#name, file)) return -1; \
        return real arguments; \
    }

#define BY_PATH(result, name, parameters, arguments, failed) \
    result name parameters { \
        REAL(name); \
        if (hit(#name, path)) return failed; \
        return real arguments; \
    }

#define BY_FOLDER(result, name, parameters, arguments) \
    result name parameters { \
        REAL(name); \
        if (hit_at(#name, folder, path)) return -1; \
        return real arguments; \
    }

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        REAL(name); \
        if (hit(#name, path)) return -1; \
        return real(path, flags, mode); \
    }

#define OPENS_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        REAL(name); \
        if (hit_at(#name, folder, path)) return -1; \
        return real(folder, path, flags, mode); \
    }

OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)

BY_FILE(ssize_t, read, (int file, void *data, size_t length), (file, data, length))
BY_FILE(ssize_t, write, (int file, const void *data, size_t length), (file, data, length))
BY_FILE(ssize_t, pread, (int file, void *data, size_t length, off_t at), (file, data, length, at))
BY_FILE(ssize_t, pread64, (int file, void *data, size_t length, off64_t at), (file, data, length, at))
BY_FILE(ssize_t, pwrite, (int file, const void *data, size_t length, off_t at), (file, data, length, at))
BY_FILE(ssize_t, pwrite64, (int file, const void *data, size_t length, off64_t at), (file, data, length, at))
BY_FILE(int, fsync, (int file), (file))
BY_FILE(int, fdatasync, (int file), (file))
BY_FILE(int, ftruncate, (int file, off_t length), (file, length))
BY_FILE(int, ftruncate64, (int file, off64_t length), (file, length))
BY_FILE(int, fchmod, (int file, mode_t mode), (file, mode))
BY_FILE(int, flock, (int file, int what), (file, what))
BY_FILE(ssize_t, sendfile, (int file, int from, off_t *at, size_t length), (file, from, at, length))
BY_FILE(ssize_t, sendfile64, (int file, int from, off64_t *at, size_t length), (file, from, at, length))

BY_PATH(int, unlink, (const char *path), (path), -1)
BY_PATH(int, rmdir, (const char *path), (path), -1)
BY_PATH(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
BY_PATH(int, chmod, (const char *path, mode_t mode), (path, mode), -1)
BY_PATH(int, rename, (const char *path, const char *to), (path, to), -1)
BY_PATH(int, stat, (const char *path, struct stat *found), (path, found), -1)
BY_PATH(int, stat64, (const char *path, struct stat64 *found), (path, found), -1)
BY_PATH(int, lstat, (const char *path, struct stat *found), (path, found), -1)
BY_PATH(int, lstat64, (const char *path, struct stat64 *found), (path, found), -1)
BY_PATH(DIR *, opendir, (const char *path), (path), NULL)

BY_FOLDER(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
BY_FOLDER(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
BY_FOLDER(int, fstatat, (int folder, const char *path, struct stat *found, int flags), (folder, path, found, flags))
BY_FOLDER(int, fstatat64, (int folder, const char *path, struct stat64 *found, int flags),
          (folder, path, found, flags))
BY_FOLDER(int, fchmodat, (int folder, const char *path, mode_t mode, int flags), (folder, path, mode, flags))
BY_FOLDER(int, utimensat, (int folder, const char *path, const struct timespec times[2], int flags),
          (folder, path, times, flags))
BY_FOLDER(int, renameat, (int folder, const char *path, int other, const char *to), (folder, path, other, to))
