/* Running processes, from /proc. */
#ifndef SYS_PROCESS_PROCESS_H
#define SYS_PROCESS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

enum { PROCESS_PATH_MAX = 512 };

struct process {
	long id;
	char name[64]; /* as the kernel has it: at most 15 characters; untrusted */
};

struct process_list {
	struct process *processes; /* owned */
	size_t count;
	size_t hidden; /* how many belong to other users and could not be examined */
};

/* root as in sys/tree.h. Each replaces the contents of the list, leaving out the calling process.
 * Returns false if /proc cannot be read. */
bool process_named(const char *root, const char *name, struct process_list *list);
/* Lists processes that have the file at path open. */
bool process_holding(const char *root, const char *path, struct process_list *list);
/* Lists processes that use PC/SC: those that have mapped a libpcsclite. */
bool process_using_pcsc(const char *root, struct process_list *list);
void process_list_free(struct process_list *list);

/* Properties of a process, from /proc/ID. Each returns false if this user cannot read them. */

/* The path of its program file below root, even if that file has been replaced since. */
bool process_program(const char *root, long id, char path[PROCESS_PATH_MAX]);
/* A variable of its environment at the time it was started; "" if it is not set. */
bool process_variable(const char *root, long id, const char *name, char *value, size_t size);
/* The path of the first mapped file whose path contains part; id 0 is the calling process. */
bool process_mapped(const char *root, long id, const char *part, char path[PROCESS_PATH_MAX]);
/* Its effective user. */
bool process_owner(const char *root, long id, unsigned *user);
/* Whether its effective group or one of its other groups is this one. */
bool process_in_group(const char *root, long id, unsigned group);
/* Whether it is stopped by a signal. */
bool process_stopped(const char *root, long id);

/* Returns the name of the effective user, valid until the next call; NULL if there is none. */
const char *process_user(void);

/* Writes "scdaemon (123), firefox (456) and 2 more"; "" for none. Not escaped. */
void process_words(const struct process_list *list, char *out, size_t size);

#endif
