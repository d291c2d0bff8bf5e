/* Where files belong: by the environment, by the XDG Base Directory Specification, and as pcsckit
 * was installed. */
#ifndef SYS_PATHS_H
#define SYS_PATHS_H

#include <stddef.h>

/* Returns the value of an environment variable; NULL if it is not set or empty. */
const char *paths_environment(const char *name);

/* The functions below return a path, which the caller frees, whether or not such a file exists;
 * NULL if the directory is unknown or memory ran out (reported). Values that are not absolute are
 * ignored, as the specification says. */

/* Return the path of a file called name in a directory of the user. */
char *paths_home(const char *name);   /* $HOME/name */
char *paths_config(const char *name); /* $XDG_CONFIG_HOME/name, else ~/.config/name */
char *paths_cache(const char *name);  /* $XDG_CACHE_HOME/name, else ~/.cache/name */
char *paths_state(const char *name);  /* $XDG_STATE_HOME/name, else ~/.local/state/name */

/* Returns the path of name in the n-th directory of shared data, from 0: share below the prefix of
 * the running program, then those of $XDG_DATA_DIRS (by default /usr/local/share and /usr/share).
 * NULL after the last. */
char *paths_shared(const char *name, size_t n);

/* Returns the path of one of pcsckit's data files: share/pcsckit/name below the prefix of the
 * running program if that exists, else pcsckit/name in the datadir of the build. */
char *paths_data(const char *name);
/* Returns the path of a helper program in the same way: in libexec/pcsckit or the build's
 * libexecdir. */
char *paths_program(const char *name);

#endif
