#include "sys/process/process.h"

#include "base/num.h"
#include "sys/tree.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAPS_MAX = 32 << 20, WORDS_MAX = 16 };

enum answer { NO, YES, HIDDEN };
/* Is the process whose folder is path the one that is looked for? */
typedef enum answer (*question)(const char *root, const char *path, const char *wanted);

static enum answer has_name(const char *root, const char *path, const char *wanted)
{
	char file[TREE_PATH_MAX], name[64];

	snprintf(file, sizeof file, "%s/comm", path);
	return tree_line(root, file, name, sizeof name) && strcmp(name, wanted) == 0 ? YES : NO;
}

static bool has_text(const char *data, size_t length, const char *text)
{
	size_t n = strlen(text);

	for (const char *at = data; (at = memchr(at, *text, length - (size_t)(at - data))) != NULL;
	     at++)
		if (length - (size_t)(at - data) >= n && memcmp(at, text, n) == 0)
			return true;
	return false;
}

static enum answer maps_part(const char *root, const char *path, const char *wanted)
{
	char name[TREE_PATH_MAX];
	struct file file;

	snprintf(name, sizeof name, "%s/maps", path);
	int error = tree_read(root, name, MAPS_MAX, &file);
	if (error != 0)
		return error == EACCES || error == EPERM ? HIDDEN : NO;
	enum answer answer = has_text(file.data, file.length, wanted) ? YES : NO;
	file_free(&file);
	return answer;
}

static enum answer holds_file(const char *root, const char *path, const char *wanted)
{
	char folder[TREE_NAME_MAX], target[TREE_PATH_MAX];
	struct tree_names files;
	enum answer answer = NO;

	snprintf(folder, sizeof folder, "%s/fd", path);
	if (!tree_list(root, folder, &files))
		return errno == EACCES || errno == EPERM ? HIDDEN : NO;
	for (size_t i = 0; i < files.count && answer == NO; i++) {
		char name[2 * TREE_NAME_MAX];

		snprintf(name, sizeof name, "%s/%s", folder, files.names[i]);
		if (tree_link(root, name, target) && strcmp(target, wanted) == 0)
			answer = YES;
	}
	tree_names_free(&files);
	return answer;
}

static void add(struct process_list *list, const char *root, uint64_t id, const char *path)
{
	struct process *process = &list->processes[list->count++];
	char file[TREE_PATH_MAX];

	process->id = (long)id;
	snprintf(file, sizeof file, "%s/comm", path);
	tree_line(root, file, process->name, sizeof process->name);
}

static bool ask_all(const char *root, question asks, const char *wanted, struct process_list *list)
{
	struct tree_names names;
	uint64_t id;

	*list = (struct process_list){0};
	if (!tree_list(root, "/proc", &names))
		return false;
	list->processes = calloc(names.count + 1, sizeof *list->processes);
	for (size_t i = 0; list->processes != NULL && i < names.count; i++) {
		char path[TREE_NAME_MAX + 8];

		if (!num_decimal(names.names[i], INT_MAX, &id) ||
		    (*root == '\0' && id == (uint64_t)getpid()))
			continue;
		snprintf(path, sizeof path, "/proc/%s", names.names[i]);
		enum answer answer = asks(root, path, wanted);
		if (answer == YES)
			add(list, root, id, path);
		list->hidden += answer == HIDDEN;
	}
	tree_names_free(&names);
	return list->processes != NULL;
}

bool process_named(const char *root, const char *name, struct process_list *list)
{
	return ask_all(root, has_name, name, list);
}

bool process_mapping(const char *root, const char *part, struct process_list *list)
{
	return ask_all(root, maps_part, part, list);
}

bool process_holding(const char *root, const char *path, struct process_list *list)
{
	return ask_all(root, holds_file, path, list);
}

bool process_using_pcsc(const char *root, struct process_list *list)
{
	return process_mapping(root, "/libpcsclite", list);
}

void process_list_free(struct process_list *list)
{
	free(list->processes);
	*list = (struct process_list){0};
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
