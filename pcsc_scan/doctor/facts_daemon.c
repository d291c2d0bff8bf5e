/* pcscd: which program, which version of it, what it was built and started with. */
#include "pcsc_scan/doctor/doctor_facts.h"

#include <stdio.h>
#include <string.h>

enum { PROGRAM_MAX = 32 << 20, UNIT_MAX = 1 << 20 };

#define DROP_DIR "PCSCLITE_HP_DROPDIR"
#define FILTER "PCSCLITE_FILTER_IGNORE_READER_NAMES"

static bool has(const struct file *file, const char *text)
{
	return file_find(file, file->data, text) != NULL;
}

/* Copies what is at text, up to one of the marks or the end of data. */
static void copy_until(const struct file *file, const char *text, const char *marks, char *out,
                       size_t size)
{
	const char *end = file->data + file->length;
	size_t n = 0;

	while (text < end && *text != '\0' && strchr(marks, *text) == NULL && n + 1 < size)
		out[n++] = *text++;
	out[n] = '\0';
}

/* pcscd logs "pcsc-lite 2.3.3 daemon ready.", and so the text stands in the program. */
static void read_version(const struct file *program, char version[FACTS_WORD_MAX])
{
	static const char before[] = "pcsc-lite ", after[] = " daemon ready";
	const char *at = program->data;

	while ((at = file_find(program, at, before)) != NULL) {
		const char *end = program->data + program->length;

		at += sizeof before - 1;
		copy_until(program, at, " ", version, FACTS_WORD_MAX);
		size_t n = strlen(version);
		if (n > 0 && version[strspn(version, "0123456789.")] == '\0' &&
		    (size_t)(end - at) >= n + sizeof after - 1 &&
		    memcmp(at + n, after, sizeof after - 1) == 0)
			return;
	}
	version[0] = '\0';
}

/* Its directory of drivers stands there as a string of its own. */
static void read_drop_dir(const struct file *program, struct facts_daemon *daemon)
{
	static const char part[] = "/pcsc/drivers";
	const char *at = program->data;

	for (; (at = file_find(program, at, part)) != NULL; at++) {
		const char *from = at, *after = at + sizeof part - 1;

		while (from > program->data && from[-1] != '\0')
			from--;
		if (*from != '/' || after >= program->data + program->length || *after != '\0' ||
		    (size_t)(after - from) >= sizeof daemon->drivers)
			continue;
		copy_until(program, from, "", daemon->drivers, sizeof daemon->drivers);
		daemon->drivers_from = "its program says";
		return;
	}
}

static bool read_program(const char *root, const char *path, struct facts_daemon *daemon)
{
	struct file program;

	if (*path == '\0' || tree_read(root, path, PROGRAM_MAX, &program) != 0)
		return false;
	read_version(&program, daemon->version);
	read_drop_dir(&program, daemon);
	if (daemon->version[0] != '\0') {
		daemon->polkit = has(&program, "libpolkit");
		daemon->no_polkit = !daemon->polkit;
		daemon->udev = has(&program, "libudev");
	}
	file_free(&program);
	return true;
}

/* Of NAME="value", or of systemd's "NAME=value", what is between the quotes. */
static void copy_value(const struct file *file, const char *at, char *value, size_t size)
{
	bool quoted = at < file->data + file->length && (*at == '"' || *at == '\'');

	copy_until(file, at + quoted, quoted ? "\"'\n" : "\"' \n", value, size);
}

/* What the service's unit or the file of defaults beside it sets; the first that does. */
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
		const char *at = file_find(&file, file.data, assignment);
		if (at != NULL)
			copy_value(&file, at + strlen(assignment), value, size);
		file_free(&file);
	}
	return *value != '\0';
}

/* What it was started with goes before what a file says now. */
static void read_environment(const char *root, long id, struct facts_daemon *daemon)
{
	char value[DRIVER_PLACE_MAX];

	daemon->environment_known = id != 0 &&
		process_variable(root, id, FILTER, daemon->filter, sizeof daemon->filter);
	if (!daemon->environment_known)
		configured(root, FILTER, daemon->filter, sizeof daemon->filter);
	bool told = id != 0 && process_variable(root, id, DROP_DIR, value, sizeof value);
	if (!told)
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
	/* Of two the one may be a container's. */
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
