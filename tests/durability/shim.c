/* Stands between a program and the files under one folder: writes down what is done to them, and
   makes calls fail when it is told to. Loaded by LD_PRELOAD; see disk.py.

   SHIM_FOLDER  the folder whose files are watched (absolute, without links in it)
   SHIM_LOG     where to write down what is done; nothing is written down without it
   SHIM_NOSYNC  syncs are answered without being done: for reading many disks quickly

   shim_mark(text)               the program says something, in its place among the writes
   shim_fail(at, error, sticky)  the at-th call from now on fails with this errno; at 0: none does
   shim_calls()                  how many calls could have failed since then */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
#define REAL(name, type, ...) ((type (*)(__VA_ARGS__)) real(#name))

static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_file = -2;
static int no_sync;
/* What an open file is to us: 0 nothing, 1 written down and may fail, 2 may fail, 3 a folder. */
static char kind_of[MOST_FILES];
static unsigned long calls, fail_at;
static int fail_error, fail_sticky;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("SHIM_FOLDER");
    const char *log = getenv("SHIM_LOG");
    if (path != NULL) {
        snprintf(folder, sizeof folder, "%s", path);
        folder_length = strlen(folder);
    }
    no_sync = getenv("SHIM_NOSYNC") != NULL;
    log_file = log == NULL ? -1
                           : (int) syscall(SYS_openat, AT_FDCWD, log,
                                           O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

/* The path inside the folder, or NULL. */
static const char *inside(int dir, const char *path, char *room) {
    if (folder_length == 0 || path == NULL) return NULL;
    if (path[0] == '/') {
        snprintf(room, PATH_MAX, "%s", path);
    } else {
        char base[PATH_MAX], link[64];
        ssize_t length;
        if (dir == AT_FDCWD) {
            if (getcwd(base, sizeof base) == NULL) return NULL;
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
            length = readlink(link, base, sizeof base - 1);
            if (length < 0) return NULL;
            base[length] = 0;
        }
        if (snprintf(room, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return NULL;
    }
    if (strncmp(room, folder, folder_length) != 0) return NULL;
    if (room[folder_length] == 0) return room + folder_length;
    return room[folder_length] == '/' ? room + folder_length + 1 : NULL;
}

static int is_shared_memory(const char *name) {
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, "-shm") == 0;
}

static int kind(int file) { return file >= 0 && file < MOST_FILES ? kind_of[file] : 0; }

/* Whether this call is the one that has to fail. A full disk is met by those alone that want room. */
static int fails(int wants_room) {
    if (fail_error == ENOSPC && !wants_room) return 0;
    calls++;
    if (fail_at == 0 || calls < fail_at || (calls > fail_at && !fail_sticky)) return 0;
    errno = fail_error;
    return 1;
}

static void put(const void *from, size_t length) {
    const char *at = from;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, log_file, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t) done;
    }
}

/* One record: what, two numbers, and a text or bytes behind them. */
static void note(char what, unsigned long one, unsigned long two, const void *text, size_t length) {
    if (log_file < 0) return;
    unsigned long head[4] = {(unsigned long) what, one, two, length};
    put(head, sizeof head);
    if (length > 0) put(text, length);
}

static unsigned long number_of(int file) {
    struct stat found;
    return fstat(file, &found) == 0 ? (unsigned long) found.st_ino : 0;
}

static void note_names(char what, const char *one, const char *two, unsigned long number) {
    char both[2 * PATH_MAX];
    size_t first = strlen(one), second = two == NULL ? 0 : strlen(two);
    memcpy(both, one, first);
    if (second > 0) memcpy(both + first, two, second);
    note(what, number, first, both, first + second);
}

/* -- opening and closing */

static int opened(int dir, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *name = inside(dir, path, room);
    int file, is_new;
    struct stat found;
    if (name == NULL) return (int) syscall(SYS_openat, dir, path, flags, mode);
    pthread_mutex_lock(&turn);
    is_new = (flags & O_CREAT) && fstatat(dir, path, &found, 0) != 0;
    file = fails(is_new) ? -1 : (int) syscall(SYS_openat, dir, path, flags, mode);
    if (file >= 0 && file < MOST_FILES && fstat(file, &found) == 0) {
        int is_file = S_ISREG(found.st_mode);
        kind_of[file] = !is_file ? 3 : is_shared_memory(name) ? 2 : 1;
        if (kind_of[file] == 1) {
            if (is_new) note_names('C', name, NULL, found.st_ino);
            else if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY)
                note('T', found.st_ino, 0, NULL, 0);
        }
        if (kind_of[file] == 3) {
            /* what a folder is called is needed when it is synced: kept as a record */
            note_names('F', name, NULL, found.st_ino);
        }
    }
    pthread_mutex_unlock(&turn);
    return file;
}

#define MODE(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = (mode_t) va_arg(rest, int); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE(flags, mode) return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE(flags, mode) return opened(dir, path, flags | O_LARGEFILE, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags | O_LARGEFILE, 0); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int file) {
    if (kind(file)) {
        pthread_mutex_lock(&turn);
        kind_of[file] = 0;
        pthread_mutex_unlock(&turn);
    }
    return REAL(close, int, int)(file);
}

/* -- reading and writing */

static int read_fails(void) {
    int failed;
    pthread_mutex_lock(&turn);
    failed = fails(0);
    pthread_mutex_unlock(&turn);
    return failed;
}

ssize_t read(int file, void *to, size_t length) {
    if (kind(file) && read_fails()) return -1;
    return syscall(SYS_read, file, to, length);
}
ssize_t pread64(int file, void *to, size_t length, off64_t at) {
    if (kind(file) && read_fails()) return -1;
    return syscall(SYS_pread64, file, to, length, at);
}
ssize_t pread(int file, void *to, size_t length, off_t at) { return pread64(file, to, length, at); }

static ssize_t written(int file, const void *from, size_t length, off64_t at) {
    ssize_t done;
    pthread_mutex_lock(&turn);
    done = fails(1) ? -1 : syscall(SYS_pwrite64, file, from, length, at);
    if (done > 0 && kind(file) == 1) note('W', number_of(file), (unsigned long) at, from, (size_t) done);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite64(int file, const void *from, size_t length, off64_t at) {
    return kind(file) ? written(file, from, length, at) : syscall(SYS_pwrite64, file, from, length, at);
}
ssize_t pwrite(int file, const void *from, size_t length, off_t at) { return pwrite64(file, from, length, at); }

ssize_t write(int file, const void *from, size_t length) {
    ssize_t done;
    off_t at;
    if (!kind(file)) return syscall(SYS_write, file, from, length);
    pthread_mutex_lock(&turn);
    at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
    done = fails(1) ? -1 : syscall(SYS_write, file, from, length);
    if (done > 0 && kind(file) == 1) note('W', number_of(file), (unsigned long) at, from, (size_t) done);
    pthread_mutex_unlock(&turn);
    return done;
}

static void note_copied(int file, off_t at, ssize_t done) {
    char link[64], part[65536];
    int again;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    again = (int) syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0);
    while (again >= 0 && done > 0) {
        ssize_t got = syscall(SYS_pread64, again, part, sizeof part, at);
        if (got <= 0) break;
        if (got > done) got = done;
        note('W', number_of(file), (unsigned long) at, part, (size_t) got);
        at += got;
        done -= got;
    }
    if (again >= 0) syscall(SYS_close, again);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) {
    ssize_t done;
    off_t at;
    if (!kind(out)) return syscall(SYS_sendfile, out, in, offset, count);
    pthread_mutex_lock(&turn);
    at = lseek(out, 0, SEEK_CUR);
    done = fails(1) ? -1 : syscall(SYS_sendfile, out, in, offset, count);
    if (done > 0 && kind(out) == 1) note_copied(out, at, done);
    pthread_mutex_unlock(&turn);
    return done;
}
ssize_t sendfile(int out, int in, off_t *offset, size_t count) { return sendfile64(out, in, offset, count); }

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t count, unsigned flags) {
    if (kind(out)) { errno = EXDEV; return -1; } /* the caller copies in another way */
    return syscall(SYS_copy_file_range, in, from, out, to, count, flags);
}

int ftruncate64(int file, off64_t length) {
    int done;
    if (!kind(file)) return (int) syscall(SYS_ftruncate, file, length);
    pthread_mutex_lock(&turn);
    done = fails(1) ? -1 : (int) syscall(SYS_ftruncate, file, length);
    if (done == 0 && kind(file) == 1) note('T', number_of(file), (unsigned long) length, NULL, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int posix_fallocate64(int file, off64_t at, off64_t length) {
    if (kind(file) == 1) return EOPNOTSUPP;
    return REAL(posix_fallocate64, int, int, off64_t, off64_t)(file, at, length);
}
int posix_fallocate(int file, off_t at, off_t length) { return posix_fallocate64(file, at, length); }

/* -- syncing */

static int synced(int file, int call) {
    int done;
    if (!kind(file)) return no_sync ? 0 : (int) syscall(call, file);
    pthread_mutex_lock(&turn);
    done = fails(1) ? -1 : no_sync ? 0 : (int) syscall(call, file);
    if (done == 0) note(kind(file) == 3 ? 'D' : 'S', number_of(file), 0, NULL, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

/* -- names */

int unlinkat(int dir, const char *path, int flags) {
    char room[PATH_MAX];
    const char *name = inside(dir, path, room);
    int done;
    if (name == NULL) return (int) syscall(SYS_unlinkat, dir, path, flags);
    pthread_mutex_lock(&turn);
    done = fails(0) ? -1 : (int) syscall(SYS_unlinkat, dir, path, flags);
    if (done == 0 && !(flags & AT_REMOVEDIR) && !is_shared_memory(name)) note_names('U', name, NULL, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int remove(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
    char one_room[PATH_MAX], other_room[PATH_MAX];
    const char *one = inside(from_dir, from, one_room), *other = inside(to_dir, to, other_room);
    int done;
    if (one == NULL || other == NULL) return (int) syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    pthread_mutex_lock(&turn);
    done = fails(0) ? -1 : (int) syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    if (done == 0) note_names('R', one, other, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int renameat(int from_dir, const char *from, int to_dir, const char *to) { return renameat2(from_dir, from, to_dir, to, 0); }
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    char one_room[PATH_MAX], other_room[PATH_MAX];
    const char *one = inside(from_dir, from, one_room), *other = inside(to_dir, to, other_room);
    int done;
    if (one == NULL || other == NULL) return (int) syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
    pthread_mutex_lock(&turn);
    done = fails(1) ? -1 : (int) syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
    if (done == 0) note_names('L', one, other, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int mkdirat(int dir, const char *path, mode_t mode) {
    char room[PATH_MAX];
    const char *name = inside(dir, path, room);
    int done;
    if (name == NULL) return (int) syscall(SYS_mkdirat, dir, path, mode);
    pthread_mutex_lock(&turn);
    done = fails(1) ? -1 : (int) syscall(SYS_mkdirat, dir, path, mode);
    if (done == 0) note_names('M', name, NULL, 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/* -- what the program may ask of us */

void shim_mark(const char *text) {
    pthread_mutex_lock(&turn);
    note('!', 0, 0, text, strlen(text));
    pthread_mutex_unlock(&turn);
}

void shim_fail(unsigned long at, int error, int sticky) {
    pthread_mutex_lock(&turn);
    calls = 0;
    fail_at = at;
    fail_error = error;
    fail_sticky = sticky;
    pthread_mutex_unlock(&turn);
}

unsigned long shim_calls(void) { return calls; }
