/* Paths: the environment, the XDG Base Directory Specification, and our own data. */
#ifndef SYS_PATHS_H
#define SYS_PATHS_H

#include <stddef.h>

/* Returns the value of an environment variable; NULL if it is not set or empty. */
const char *paths_environment(const char *name);

/* Each returns a path for the caller to free; NULL if the directory is unknown or memory ran out.
 * Relative values of the variables are ignored, as the specification says, and without HOME there
 * are no directories of a user. */
char *paths_home(const char *name);   /* $HOME/name */
char *paths_config(const char *name); /* $XDG_CONFIG_HOME/name, else ~/.config/name */
char *paths_cache(const char *name);  /* $XDG_CACHE_HOME/name, else ~/.cache/name */
char *paths_state(const char *name);  /* $XDG_STATE_HOME/name, else ~/.local/state/name */

/* Does the same for name in the n-th, from 0, of the directories of shared data: share below the
 * prefix of the running program, then those of $XDG_DATA_DIRS (/usr/local/share and /usr/share by
 * default) that are absolute. Returns NULL past the last, too. */
char *paths_shared(const char *name, size_t n);

/* Does the same for ../share/pcsckit/name as seen from the running program's directory if it
 * exists, else pcsckit/name in the datadir that the build was made for. */
char *paths_data(const char *name);
/* Does the same for libexec/pcsckit and libexecdir, with programs that only ours start. */
char *paths_program(const char *name);

#endif
