#include "sys/paths.h"

#include "sys/memory.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *paths_environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? value : NULL;
}

/* Returns "directory/below/name". */
static char *join(const char *directory, const char *below, const char *name)
{
	size_t size = strlen(directory) + strlen(below) + strlen(name) + 3;
	char *path = malloc(size);

	if (memory_sufficed(path != NULL))
		snprintf(path, size, "%s/%s%s%s", directory, below, *below != '\0' ? "/" : "",
		         name);
	return path;
}

static const char *absolute(const char *variable)
{
	const char *value = paths_environment(variable);

	return value != NULL && *value == '/' ? value : NULL;
}

static char *in_home(const char *below, const char *name)
{
	const char *home = absolute("HOME");

	return home != NULL ? join(home, below, name) : NULL;
}

static char *in_xdg(const char *variable, const char *below, const char *name)
{
	const char *directory = absolute(variable);

	return directory != NULL ? join(directory, "", name) : in_home(below, name);
}

char *paths_home(const char *name)
{
	return in_home("", name);
}

char *paths_config(const char *name)
{
	return in_xdg("XDG_CONFIG_HOME", ".config", name);
}

char *paths_cache(const char *name)
{
	return in_xdg("XDG_CACHE_HOME", ".cache", name);
}

char *paths_state(const char *name)
{
	return in_xdg("XDG_STATE_HOME", ".local/state", name);
}

/* Removes the last component of the path; returns false if there is none. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash != NULL)
		*slash = '\0';
	return slash != NULL;
}

/* Stores the prefix of the installation that the running program belongs to, whose executable is in
 * bin or libexec/pcsckit. Returns NULL if it is not known. */
static const char *own_prefix(char *out, size_t size)
{
	static const char libexec[] = "/libexec";
	ssize_t n = readlink("/proc/self/exe", out, size);

	if (n <= 0 || (size_t)n >= size)
		return NULL;
	out[n] = '\0';
	if (!go_up(out) || !go_up(out))
		return NULL;
	size_t length = strlen(out), tail = sizeof libexec - 1;
	if (length >= tail && strcmp(out + length - tail, libexec) == 0)
		go_up(out);
	return out;
}

/* Returns below/name in the prefix of this installation if that exists, else built/pcsckit/name;
 * built was set when the program was compiled. */
static char *installed(const char *below, const char *built, const char *name)
{
	char buffer[PATH_MAX];
	const char *prefix = own_prefix(buffer, sizeof buffer);
	char *path = prefix != NULL ? join(prefix, below, name) : NULL;

	if (path != NULL && access(path, F_OK) == 0)
		return path;
	free(path);
	return join(built, "pcsckit", name);
}

char *paths_data(const char *name)
{
	return installed("share/pcsckit", DATADIR, name);
}

char *paths_program(const char *name)
{
	return installed("libexec/pcsckit", LIBEXECDIR, name);
}

/* Returns "DIRECTORY/name" for the n-th absolute directory of a colon-separated list; NULL past the
 * last. */
static char *in_list(const char *list, const char *name, size_t n)
{
	for (;;) {
		size_t length = strcspn(list, ":");

		if (*list == '/' && n-- == 0) {
			char *directory = strndup(list, length);
			char *path = memory_sufficed(directory != NULL) ?
				join(directory, "", name) :
				NULL;

			free(directory);
			return path;
		}
		if (list[length] == '\0')
			return NULL;
		list += length + 1;
	}
}

char *paths_shared(const char *name, size_t n)
{
	const char *list = paths_environment("XDG_DATA_DIRS");
	char buffer[PATH_MAX];

	if (n == 0) {
		const char *prefix = own_prefix(buffer, sizeof buffer);
		return prefix != NULL ? join(prefix, "share", name) : join(DATADIR, "", name);
	}
	return in_list(list != NULL ? list : "/usr/local/share:/usr/share", name, n - 1);
}
