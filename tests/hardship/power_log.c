/* Logs what SQLite writes to the data files, for a power cut to be replayed: preloaded into the program under test.
 * Each entry: kind (1 byte), length of the path (2), offset (8), length of the data (4), path, data; little-endian.
 * Kinds: W write, S sync, T cut to a length, U removed, M a mark of the program's own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int log_file = -1;

static const char *watched(int file, char *path) {
    char link[64];
    const char *folder = getenv("POWER_LOG_FOLDER");
    if (!folder) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0 ? path : NULL;
}

static void entry(char kind, const char *path, uint64_t offset, const void *data, uint32_t length) {
    unsigned char head[15];
    uint16_t name = (uint16_t)strlen(path);
    if (log_file < 0) {
        const char *log = getenv("POWER_LOG");
        if (!log) return;
        log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &name, 2);
    memcpy(head + 3, &offset, 8);
    memcpy(head + 11, &length, 4);
    syscall(SYS_write, log_file, head, sizeof head);
    syscall(SYS_write, log_file, path, (size_t)name);
    if (length) syscall(SYS_write, log_file, data, (size_t)length);
}

void power_log_mark(uint64_t number) { entry('M', "", number, NULL, 0); }

static void wrote(int file, const void *data, ssize_t length, off_t offset) {
    char path[PATH_MAX];
    if (length > 0 && watched(file, path)) entry('W', path, (uint64_t)offset, data, (uint32_t)length);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
    ssize_t done = syscall(SYS_pwrite64, file, data, length, offset);
    wrote(file, data, done, offset);
    return done;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    return pwrite64(file, data, length, offset);
}

ssize_t write(int file, const void *data, size_t length) {
    char path[PATH_MAX];
    off_t at = watched(file, path) ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t done = syscall(SYS_write, file, data, length);
    wrote(file, data, done, at);
    return done;
}

static void synced(int file) {
    char path[PATH_MAX];
    if (watched(file, path)) entry('S', path, 0, NULL, 0);
}

int fsync(int file) {
    int done = (int)syscall(SYS_fsync, file);
    if (done == 0) synced(file);
    return done;
}

int fdatasync(int file) {
    int done = (int)syscall(SYS_fdatasync, file);
    if (done == 0) synced(file);
    return done;
}

int ftruncate64(int file, off64_t length) {
    char path[PATH_MAX];
    int done = (int)syscall(SYS_ftruncate, file, length);
    if (done == 0 && watched(file, path)) entry('T', path, (uint64_t)length, NULL, 0);
    return done;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int unlink(const char *path) {
    const char *folder = getenv("POWER_LOG_FOLDER");
    int done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (done == 0 && folder && strncmp(path, folder, strlen(folder)) == 0) entry('U', path, 0, NULL, 0);
    return done;
}
