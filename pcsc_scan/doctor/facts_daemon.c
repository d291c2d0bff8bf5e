/* Facts about pcscd: its program, version, build options and environment. */
#include "pcsc_scan/doctor/doctor_facts.h"

#include "base/span.h"

#include <stdio.h>
#include <string.h>

enum { PROGRAM_MAX = 32 << 20, UNIT_MAX = 1 << 20 };

#define DROP_DIR "PCSCLITE_HP_DROPDIR"
#define FILTER "PCSCLITE_FILTER_IGNORE_READER_NAMES"

static bool contains(struct span program, const char *text)
{
	return span_find(program, text) != SIZE_MAX;
}

/* Copies the beginning of the text, up to the first of the marks or a NUL. */
static void copy_until(struct span text, const char *marks, char *out, size_t size)
{
	size_t n = 0;

	for (; n < text.length && n + 1 < size && text.text[n] != '\0'; n++) {
		if (strchr(marks, text.text[n]) != NULL)
			break;
		out[n] = text.text[n];
	}
	out[n] = '\0';
}

/* pcscd logs "pcsc-lite 2.3.3 daemon ready.", so that its program file contains this text. */
static void read_version(struct span program, char version[FACTS_WORD_MAX])
{
	static const char before[] = "pcsc-lite ";
	struct span rest = program;
	size_t at;

	while ((at = span_find(rest, before)) != SIZE_MAX) {
		rest = span_from(rest, at + sizeof before - 1);
		copy_until(rest, " ", version, FACTS_WORD_MAX);
		size_t n = strlen(version);
		if (n > 0 && version[strspn(version, "0123456789.")] == '\0' &&
		    span_starts(span_from(rest, n), " daemon ready"))
			return;
	}
	version[0] = '\0';
}

/* The directory of drivers is a separate string in the program file. */
static void read_drop_dir(struct span program, struct facts_daemon *daemon)
{
	static const char part[] = "/pcsc/drivers";
	struct span rest = program;
	size_t at;

	for (; (at = span_find(rest, part)) != SIZE_MAX; rest = span_from(rest, at + 1)) {
		struct span after = span_from(rest, at + sizeof part - 1);
		const char *from = rest.text + at;

		while (from > program.text && from[-1] != '\0')
			from--;
		if (*from != '/' || after.length == 0 || *after.text != '\0' ||
		    (size_t)(after.text - from) >= sizeof daemon->drivers)
			continue;
		snprintf(daemon->drivers, sizeof daemon->drivers, "%s", from);
		daemon->drivers_from = "its program says";
		return;
	}
}

static bool read_program(const char *root, const char *path, struct facts_daemon *daemon)
{
	struct file file;

	if (*path == '\0' || tree_read(root, path, PROGRAM_MAX, &file) != 0)
		return false;
	struct span program = {file.data, file.length};
	read_version(program, daemon->version);
	read_drop_dir(program, daemon);
	if (daemon->version[0] != '\0') {
		daemon->polkit = contains(program, "libpolkit");
		daemon->no_polkit = !daemon->polkit;
		daemon->udev = contains(program, "libudev");
	}
	file_free(&file);
	return true;
}

/* Copies the text between the quotes of NAME="value" or of systemd's "NAME=value". */
static void copy_value(struct span text, char *value, size_t size)
{
	bool quoted = text.length > 0 && (*text.text == '"' || *text.text == '\'');

	copy_until(span_from(text, quoted), quoted ? "\"'\n" : "\"' \n", value, size);
}

/* Finds the first setting in the unit of the service or in its file in /etc/default. */
static bool configured(const char *root, const char *variable, char *value, size_t size)
{
	static const char *const files[] = {"/etc/default/pcscd",
	                                    "/etc/systemd/system/pcscd.service.d/overrides.conf",
	                                    "/etc/systemd/system/pcscd.service.d/override.conf",
	                                    "/etc/systemd/system/pcscd.service", NULL};
	char assignment[64];
	struct file file;

	*value = '\0';
	snprintf(assignment, sizeof assignment, "%s=", variable);
	for (size_t i = 0; files[i] != NULL && *value == '\0'; i++) {
		if (tree_read(root, files[i], UNIT_MAX, &file) != 0)
			continue;
		struct span text = {file.data, file.length};
		size_t at = span_find(text, assignment);
		if (at != SIZE_MAX)
			copy_value(span_from(text, at + strlen(assignment)), value, size);
		file_free(&file);
	}
	return *value != '\0';
}

/* The environment of the running process takes precedence over the files. */
static void read_environment(const char *root, long id, struct facts_daemon *daemon)
{
	char value[DRIVER_PLACE_MAX];

	daemon->environment_known = id != 0 &&
		process_variable(root, id, FILTER, daemon->filter, sizeof daemon->filter);
	if (!daemon->environment_known)
		configured(root, FILTER, daemon->filter, sizeof daemon->filter);
	bool known = id != 0 && process_variable(root, id, DROP_DIR, value, sizeof value);
	if (!known)
		configured(root, DROP_DIR, value, sizeof value);
	if (value[0] != '\0') {
		snprintf(daemon->drivers, sizeof daemon->drivers, "%s", value);
		daemon->drivers_from = DROP_DIR " says";
	}
}

void facts_find_daemon(struct facts *facts)
{
	static const char *const programs[] = {"/usr/sbin/pcscd",
	                                       "/usr/local/sbin/pcscd",
	                                       "/usr/bin/pcscd",
	                                       "/usr/local/bin/pcscd",
	                                       "/run/current-system/sw/bin/pcscd",
	                                       NULL};
	struct facts_daemon *daemon = &facts->daemon;
	char running[64] = "";
	long id = 0;

	daemon->processes_known = process_named(facts->root, "pcscd", &daemon->processes);
	facts_find_first(facts->root, programs, daemon->program, sizeof daemon->program);
	/* If there are two, one of them may run in a container. */
	if (daemon->processes.count == 1) {
		id = daemon->processes.processes[0].id;
		snprintf(running, sizeof running, "/proc/%ld/exe", id);
		daemon->stopped = process_stopped(facts->root, id);
		daemon->owner_known = process_owner(facts->root, id, &daemon->owner);
	}
	read_program(facts->root, daemon->program, daemon);
	memcpy(daemon->installed, daemon->version, sizeof daemon->installed);
	daemon->running = read_program(facts->root, running, daemon);
	if (daemon->running)
		process_program(facts->root, id, daemon->program);
	read_environment(facts->root, id, daemon);
}
