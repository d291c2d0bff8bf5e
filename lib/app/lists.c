#include "app/lists.h"

#include "base/array.h"
#include "cards/cardlist.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
	int error = file_read(&file, path, how, false, LIST_MAX);

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
	int error = file_read(&file, path, how, true, LIST_MAX);
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

/* The usual places of lists. */
struct places {
	char *config, *home, *starter; /* owned */
	char *complete[COMPLETE_MAX];  /* owned */
	size_t count;
};

static struct places find_places(void)
{
	struct places places = {.config = paths_config("pcsckit/smartcard_list.txt"),
	                        .home = paths_home(".smartcard_list.txt"),
	                        .starter = paths_data(list_name)};

	places.count = find_complete(places.complete);
	return places;
}

static void places_free(struct places *places)
{
	for (size_t i = 0; i < places->count; i++)
		free(places->complete[i]);
	free(places->config);
	free(places->home);
	free(places->starter);
}

static void add_usual_lists(struct lists *lists, enum file_how how)
{
	struct places places = find_places();

	add_usual(lists, places.config, true, how);
	add_usual(lists, places.home, true, how);
	if (!add_newest(lists, places.complete, places.count, how))
		add_usual(lists, places.starter, false, how);
	places_free(&places);
}

static uint64_t add_stamp(uint64_t stamp, const char *path)
{
	return stamp * 31 + (path != NULL ? file_stamp(path) : 0);
}

static uint64_t stamp_places(void)
{
	struct places places = find_places();
	uint64_t stamp = add_stamp(add_stamp(0, places.config), places.home);

	for (size_t i = 0; i < places.count; i++)
		stamp = add_stamp(stamp, places.complete[i]);
	stamp = add_stamp(stamp, places.starter);
	places_free(&places);
	return stamp;
}

/* Returns 0 if one of the files is missing or not a regular file. */
static uint64_t stamp_files(const char *const *files, size_t count)
{
	uint64_t stamp = 0;

	for (size_t i = 0; i < count; i++) {
		if (file_stamp(files[i]) == 0)
			return 0;
		stamp = add_stamp(stamp, files[i]);
	}
	return stamp;
}

static uint64_t stamp_of(const char *const *files, size_t count)
{
	const char *only = paths_environment("SMARTCARD_LIST");

	if (count > 0)
		return stamp_files(files, count);
	return only != NULL ? stamp_files(&only, 1) : stamp_places();
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

bool lists_refresh(struct lists *lists, const char *const *files, size_t count, enum file_how how)
{
	uint64_t stamp = stamp_of(files, count);

	if (stamp == lists->stamp || (stamp == 0 && lists_are_whole(lists)))
		return false;
	lists_close(lists);
	lists->silent = true;
	if (stamp != 0)
		(void)open_all(lists, files, count, how);
	lists->stamp = stamp; /* opened again only after another change */
	return true;
}
