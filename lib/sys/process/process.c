#include "sys/process/process.h"

#include "base/num.h"
#include "base/span.h"
#include "sys/tree.h"
#include "sys/memory.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAPS_MAX = 32 << 20, WORDS_MAX = 16 };

enum answer { NO, YES, HIDDEN };
/* Returns whether the process whose directory is path is the one wanted. */
typedef enum answer (*question)(const char *root, const char *path, const char *wanted);

static enum answer has_name(const char *root, const char *path, const char *wanted)
{
	char file[TREE_PATH_MAX], name[64];

	snprintf(file, sizeof file, "%s/comm", path);
	return tree_line(root, file, name, sizeof name) && strcmp(name, wanted) == 0 ? YES : NO;
}

static enum answer maps_part(const char *root, const char *path, const char *wanted)
{
	char name[TREE_PATH_MAX];
	struct file file;

	snprintf(name, sizeof name, "%s/maps", path);
	int error = tree_read(root, name, MAPS_MAX, &file);
	if (error != 0)
		return error == EACCES || error == EPERM ? HIDDEN : NO;
	enum answer answer =
		span_find((struct span){file.data, file.length}, wanted) != SIZE_MAX ? YES : NO;
	file_free(&file);
	return answer;
}

static enum answer holds_file(const char *root, const char *path, const char *wanted)
{
	char directory[TREE_NAME_MAX], target[TREE_PATH_MAX];
	struct tree_names files;
	enum answer answer = NO;

	snprintf(directory, sizeof directory, "%s/fd", path);
	if (!tree_list(root, directory, &files))
		return errno == EACCES || errno == EPERM ? HIDDEN : NO;
	for (size_t i = 0; i < files.count && answer == NO; i++) {
		char name[2 * TREE_NAME_MAX];

		snprintf(name, sizeof name, "%s/%s", directory, files.names[i]);
		if (tree_link(root, name, target) && strcmp(target, wanted) == 0)
			answer = YES;
	}
	tree_names_free(&files);
	return answer;
}

static void add_process(struct process_list *list, const char *root, uint64_t id, const char *path)
{
	struct process *process = &list->processes[list->count++];
	char file[TREE_PATH_MAX];

	process->id = (long)id;
	snprintf(file, sizeof file, "%s/comm", path);
	tree_line(root, file, process->name, sizeof process->name);
}

static bool find_all(const char *root, question asks, const char *wanted, struct process_list *list)
{
	struct tree_names names;
	uint64_t id;

	*list = (struct process_list){0};
	if (!tree_list(root, "/proc", &names))
		return false;
	list->processes = calloc(names.count + 1, sizeof *list->processes);
	(void)memory_sufficed(list->processes != NULL);
	for (size_t i = 0; list->processes != NULL && i < names.count; i++) {
		char path[TREE_NAME_MAX + 8];

		if (!num_decimal(span_of(names.names[i]), INT_MAX, &id) ||
		    (*root == '\0' && id == (uint64_t)getpid()))
			continue;
		snprintf(path, sizeof path, "/proc/%s", names.names[i]);
		enum answer answer = asks(root, path, wanted);
		if (answer == YES)
			add_process(list, root, id, path);
		list->hidden += answer == HIDDEN;
	}
	tree_names_free(&names);
	return list->processes != NULL;
}

bool process_named(const char *root, const char *name, struct process_list *list)
{
	return find_all(root, has_name, name, list);
}

bool process_holding(const char *root, const char *path, struct process_list *list)
{
	return find_all(root, holds_file, path, list);
}

bool process_using_pcsc(const char *root, struct process_list *list)
{
	return find_all(root, maps_part, "/libpcsclite", list);
}

void process_list_free(struct process_list *list)
{
	free(list->processes);
	*list = (struct process_list){0};
}

/* --- facts about one process --- */

static void process_path(char path[64], long id, const char *file)
{
	if (id == 0)
		snprintf(path, 64, "/proc/self/%s", file);
	else
		snprintf(path, 64, "/proc/%ld/%s", id, file);
}

bool process_program(const char *root, long id, char path[PROCESS_PATH_MAX])
{
	char link[64], target[TREE_PATH_MAX];

	process_path(link, id, "exe");
	bool ok = tree_link(root, link, target) && strlen(target) < PROCESS_PATH_MAX;
	snprintf(path, PROCESS_PATH_MAX, "%.*s", PROCESS_PATH_MAX - 1, ok ? target : "");
	return ok;
}

bool process_variable(const char *root, long id, const char *name, char *value, size_t size)
{
	size_t length = strlen(name);
	struct file file;
	char path[64];

	*value = '\0';
	process_path(path, id, "environ");
	if (tree_read(root, path, MAPS_MAX, &file) != 0)
		return false;
	for (size_t at = 0; at < file.length;) {
		const char *word = file.data + at;
		size_t n = strnlen(word, file.length - at);

		if (n > length && memcmp(word, name, length) == 0 && word[length] == '=')
			snprintf(value, size, "%.*s", (int)(n - length - 1), word + length + 1);
		at += n + 1;
	}
	file_free(&file);
	return true;
}

/* A line of maps is "ADDRESSES RIGHTS OFFSET DEVICE INODE PATH" (proc(5)). */
bool process_mapped(const char *root, long id, const char *part, char path[PROCESS_PATH_MAX])
{
	struct span rest, line;
	struct file file;
	char name[64];

	*path = '\0';
	process_path(name, id, "maps");
	if (tree_read(root, name, MAPS_MAX, &file) != 0)
		return false;
	rest = (struct span){file.data, file.length};
	while (*path == '\0' && span_line(&rest, &line)) {
		struct span mapped = span_from(line, span_find(line, "/"));

		if (mapped.length < PROCESS_PATH_MAX && span_find(mapped, part) != SIZE_MAX)
			snprintf(path, PROCESS_PATH_MAX, "%.*s", (int)mapped.length, mapped.text);
	}
	file_free(&file);
	return *path != '\0';
}

/* Stores the text after "KEY:" in the status file (proc(5)). */
static bool status_words(const char *root, long id, const char *key, char *words, size_t size)
{
	struct span rest, line;
	struct file file;
	bool ok = false;
	char path[64];

	*words = '\0';
	process_path(path, id, "status");
	if (tree_read(root, path, MAPS_MAX, &file) != 0)
		return false;
	rest = (struct span){file.data, file.length};
	while (!ok && span_line(&rest, &line)) {
		struct span value = span_from(line, strlen(key));

		ok = span_starts(line, key) && span_starts(value, ":");
		if (ok)
			snprintf(words, size, "%.*s", (int)value.length - 1, value.text + 1);
	}
	file_free(&file);
	return ok;
}

/* Stores the number with index at, counted from 0. */
static bool number_at(const char *words, size_t at, unsigned *number)
{
	for (words += strspn(words, " \t"); *words != '\0' && at > 0; at--) {
		words += strcspn(words, " \t");
		words += strspn(words, " \t");
	}
	uint64_t value;

	if (!num_decimal((struct span){words, strcspn(words, " \t")}, UINT_MAX, &value))
		return false;
	*number = (unsigned)value;
	return true;
}

enum { EFFECTIVE = 1, STATUS_WORDS = 4096 }; /* real, effective, saved, file system */

bool process_owner(const char *root, long id, unsigned *user)
{
	char words[STATUS_WORDS];

	return status_words(root, id, "Uid", words, sizeof words) &&
		number_at(words, EFFECTIVE, user);
}

bool process_in_group(const char *root, long id, unsigned group)
{
	char words[STATUS_WORDS];
	unsigned number;

	if (status_words(root, id, "Gid", words, sizeof words) &&
	    number_at(words, EFFECTIVE, &number) && number == group)
		return true;
	status_words(root, id, "Groups", words, sizeof words);
	for (size_t i = 0; number_at(words, i, &number); i++)
		if (number == group)
			return true;
	return false;
}

bool process_stopped(const char *root, long id)
{
	char words[STATUS_WORDS];

	return status_words(root, id, "State", words, sizeof words) &&
		words[strspn(words, " \t")] == 'T';
}

const char *process_user(void)
{
	const struct passwd *user = getpwuid(getuid());

	return user != NULL ? user->pw_name : NULL;
}

void process_words(const struct process_list *list, char *out, size_t size)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < list->count && i < WORDS_MAX && at < size; i++)
		at += (size_t)snprintf(out + at, size - at, "%s%s (%ld)", i > 0 ? ", " : "",
		                       list->processes[i].name, list->processes[i].id);
	if (list->count > WORDS_MAX && at < size)
		snprintf(out + at, size - at, " and %zu more", list->count - WORDS_MAX);
}
