/* Who runs here, from /proc. */
#ifndef SYS_PROCESS_PROCESS_H
#define SYS_PROCESS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

enum { PROCESS_PATH_MAX = 512 };

struct process {
	long id;
	char name[64]; /* the kernel's: at most 15 characters; from outside */
};

struct process_list {
	struct process *processes; /* owned */
	size_t count;
	size_t hidden; /* how many could not be looked into: they are others' */
};

/* root as in sys/tree.h. Each fills the list anew, never with the process that asks; false where
 * /proc tells nothing. */
bool process_named(const char *root, const char *name, struct process_list *list);
/* Those that have a file mapped whose path has part in it. */
bool process_mapping(const char *root, const char *part, struct process_list *list);
/* Those that have the file at path open. */
bool process_holding(const char *root, const char *path, struct process_list *list);
/* Those that use PC/SC: a libpcsclite is mapped. */
bool process_using_pcsc(const char *root, struct process_list *list);
void process_list_free(struct process_list *list);

/* What one of them is, of /proc/ID. Each is false where /proc does not tell it, or not this user.
 */

/* The program's own file, as root names it; the running one, also where that was replaced since. */
bool process_program(const char *root, long id, char path[PROCESS_PATH_MAX]);
/* A variable of its environment when it was started; "" where it has none of that name. */
bool process_variable(const char *root, long id, const char *name, char *value, size_t size);
/* The path of the first mapped file that has part in it; id 0 is the process that asks. */
bool process_mapped(const char *root, long id, const char *part, char path[PROCESS_PATH_MAX]);
/* Its effective user. */
bool process_owner(const char *root, long id, unsigned *user);
/* True where its effective or another of its groups is this one. */
bool process_in_group(const char *root, long id, unsigned group);
/* True where a signal has stopped it. */
bool process_stopped(const char *root, long id);

/* The name of the user that this runs for; NULL where the system knows none. Until the next call.
 */
const char *process_user(void);

/* "scdaemon (123), firefox (456) and 2 more"; "" for none. Not escaped. */
void process_words(const struct process_list *list, char *out, size_t size);

#endif
