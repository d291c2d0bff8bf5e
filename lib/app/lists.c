#include "app/lists.h"

#include "base/array.h"
#include "cards/cardlist.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Fifty times the longest list known; a larger file is not a card list. */
static const size_t list_max = (size_t)256 << 20;

static const char list_name[] = "smartcard_list.txt";

void lists_close(struct lists *lists)
{
	for (size_t i = 0; i < lists->count; i++) {
		file_free(&lists->items[i].file);
		free(lists->items[i].path);
	}
	free(lists->items);
	*lists = (struct lists){0};
}

bool lists_are_whole(const struct lists *lists)
{
	bool whole = true;

	for (size_t i = 0; i < lists->count; i++) {
		if (!file_is_truncated(&lists->items[i].file))
			continue;
		message_error("card list %s: truncated while being read", lists->items[i].path);
		whole = false;
	}
	return whole;
}

static bool is_there(const struct lists *lists, const struct file *file)
{
	for (size_t i = 0; i < lists->count; i++) {
		const struct file *other = &lists->items[i].file;

		if (other->device == file->device && other->inode == file->inode)
			return true;
	}
	return false;
}

/* Takes ownership of the file. */
static int add_list(struct lists *lists, const char *path, struct file *file, bool own)
{
	struct open_list *items;

	if (is_there(lists, file)) {
		file_free(file);
		return 0;
	}
	items = array_room(lists->items, lists->count, &lists->size, sizeof *items);
	if (!memory_sufficed(items != NULL)) {
		file_free(file);
		return ENOMEM;
	}
	lists->items = items;
	char *copy = strdup(path);
	if (!memory_sufficed(copy != NULL)) {
		file_free(file);
		return ENOMEM;
	}
	items[lists->count++] = (struct open_list){.path = copy, .file = *file, .own = own};
	return 0;
}

/* Adds a list named by the user. */
static bool add_named(struct lists *lists, const char *path, enum file_how how)
{
	struct file file;
	int error = file_read(&file, path, how, false, list_max);

	if (error == 0)
		error = add_list(lists, path, &file, true);
	if (error != 0)
		message_error("card list %s: %s", path, file_error(error));
	return error == 0;
}

/* Adds a list from one of its usual places; returns true if it was added. */
static bool add_usual(struct lists *lists, const char *path, bool own, enum file_how how)
{
	struct file file;
	int64_t modified;

	if (path == NULL || !file_time(path, &modified))
		return false;
	int error = file_read(&file, path, how, true, list_max);
	if (error == 0 && !own && !cardlist_has_entry(file.data, file.length)) {
		file_free(&file);
		return false;
	}
	if (error == 0)
		error = add_list(lists, path, &file, own);
	if (error != 0 && !lists->silent)
		message_error("card list %s: %s; ignored", path, file_error(error));
	return error == 0;
}

/* Adds the newest of the paths, which may be NULL, that contains an entry; of two equally new ones
 * the first. Frees the paths that it has tried. */
static bool add_newest(struct lists *lists, char **paths, size_t count, enum file_how how)
{
	for (;;) {
		size_t newest = count;
		int64_t latest = 0, modified;

		for (size_t i = 0; i < count; i++) {
			if (paths[i] == NULL || !file_time(paths[i], &modified))
				continue;
			if (newest == count || modified > latest) {
				newest = i;
				latest = modified;
			}
		}
		if (newest == count)
			return false;
		if (add_usual(lists, paths[newest], false, how))
			return true;
		free(paths[newest]);
		paths[newest] = NULL;
	}
}

enum { COMPLETE_MAX = 64 };

/* Stores the places of a complete list: the updated one and the installed one. */
static size_t find_complete(char *paths[COMPLETE_MAX])
{
	size_t count = 0;

	paths[count++] = paths_cache(list_name);
	for (size_t n = 0; count < COMPLETE_MAX - 1; n++) {
		char *path = paths_shared("pcsc/smartcard_list.txt", n);

		if (path == NULL)
			break;
		paths[count++] = path;
	}
	paths[count] = strdup("/usr/local/pcsc/smartcard_list.txt");
	(void)memory_sufficed(paths[count] != NULL);
	return count + 1;
}

static void add_usual_lists(struct lists *lists, enum file_how how)
{
	char *config = paths_config("pcsckit/smartcard_list.txt");
	char *home = paths_home(".smartcard_list.txt");
	char *starter = paths_data(list_name);
	char *complete[COMPLETE_MAX];
	size_t count = find_complete(complete);

	add_usual(lists, config, true, how);
	add_usual(lists, home, true, how);
	if (!add_newest(lists, complete, count, how))
		add_usual(lists, starter, false, how);
	for (size_t i = 0; i < count; i++)
		free(complete[i]);
	free(config);
	free(home);
	free(starter);
}

static bool open_all(struct lists *lists, const char *const *files, size_t count, enum file_how how)
{
	const char *only = paths_environment("SMARTCARD_LIST");
	bool ok = true;

	if (count == 0 && only == NULL) {
		add_usual_lists(lists, how);
		return true;
	}
	for (size_t i = 0; ok && i < count; i++)
		ok = add_named(lists, files[i], how);
	if (count == 0 && !add_named(lists, only, how)) {
		if (strchr(only, ':') != NULL)
			message_hint("SMARTCARD_LIST names one file; --list may be repeated");
		ok = false;
	}
	if (!ok)
		lists_close(lists);
	return ok;
}

bool lists_open(struct lists *lists, const char *const *files, size_t count, enum file_how how)
{
	*lists = (struct lists){0};
	return open_all(lists, files, count, how);
}

bool lists_open_again(struct lists *lists, const char *const *files, size_t count,
                      enum file_how how)
{
	*lists = (struct lists){.silent = true};
	return open_all(lists, files, count, how);
}
