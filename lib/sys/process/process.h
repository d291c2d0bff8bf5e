/* Finds running processes in /proc. */
#ifndef SYS_PROCESS_PROCESS_H
#define SYS_PROCESS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

enum { PROCESS_PATH_MAX = 512 };

struct process {
	long id;
	char name[64]; /* the kernel's name for it, at most 15 characters; untrusted */
};

struct process_list {
	struct process *processes; /* owned */
	size_t count;
	size_t hidden; /* how many belong to other users and could not be examined */
};

/* The next three fill list, to be freed with process_list_free, with all processes of a kind but
 * the calling one. root is that of sys/tree.h. Each returns false, with list empty, if /proc cannot
 * be read or memory ran out (reported). */

/* Lists the processes called name. */
bool process_named(const char *root, const char *name, struct process_list *list);
/* Lists the processes that have the file at path open. */
bool process_holding(const char *root, const char *path, struct process_list *list);
/* Lists the processes that use PC/SC: those that have mapped a libpcsclite. */
bool process_using_pcsc(const char *root, struct process_list *list);
void process_list_free(struct process_list *list);

/* The next functions read a property of the process id from /proc/ID; id 0 is the calling process.
 * Those with a result return false if this user cannot read it. */

/* Gets the path of its program file below root, even if that file has been replaced since. */
bool process_program(const char *root, long id, char path[PROCESS_PATH_MAX]);
/* Gets a variable of its environment at the time when it was started; "" if it is not set. */
bool process_variable(const char *root, long id, const char *name, char *value, size_t size);
/* Gets the path of the first mapped file whose path contains part; false and "" if there is none.
 */
bool process_mapped(const char *root, long id, const char *part, char path[PROCESS_PATH_MAX]);
/* Gets the number of its effective user. */
bool process_owner(const char *root, long id, unsigned *user);
/* Returns true if group is its effective group or one of its supplementary groups. */
bool process_in_group(const char *root, long id, unsigned group);
/* Returns true if it is stopped by a signal. */
bool process_stopped(const char *root, long id);

/* Returns the name of the user of the calling process, valid until the next call; NULL if it has
 * none. */
const char *process_user(void);

/* Writes the list as "scdaemon (123), firefox (456) and 2 more", at most 16 of them; "" for none.
 * The names are not escaped. */
void process_words(const struct process_list *list, char *out, size_t size);

#endif
