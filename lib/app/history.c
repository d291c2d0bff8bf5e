#include "app/history.h"

#include "base/array.h"
#include "base/span.h"
#include "base/text.h"
#include "sys/file.h"
#include "sys/lock.h"
#include "sys/replace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	FILE_MAX = 1 << 24,          /* bytes; larger than any history typed by hand */
	LOOK_BACK = 4 * HISTORY_MAX, /* number of lines searched for duplicates */
};

struct history_file {
	char *path, *lock_path; /* owned */
	struct text added;      /* new lines, each with its newline */
};

struct rows {
	struct span *list; /* owned; lines without their newlines */
	size_t count, size;
};

struct history_file *history_new(const char *path)
{
	struct history_file *history = calloc(1, sizeof *history);
	size_t length = strlen(path);

	if (history == NULL)
		return NULL;
	history->path = strdup(path);
	history->lock_path = malloc(length + sizeof ".lock");
	if (history->path == NULL || history->lock_path == NULL) {
		history_free(&history);
		return NULL;
	}
	memcpy(history->lock_path, path, length);
	memcpy(history->lock_path + length, ".lock", sizeof ".lock");
	return history;
}

void history_free(struct history_file **history)
{
	if (*history == NULL)
		return;
	free((*history)->path);
	free((*history)->lock_path);
	text_free(&(*history)->added);
	free(*history);
	*history = NULL;
}

static int read_file(const struct history_file *history, struct file *file)
{
	int error = file_read(file, history->path, FILE_COPY, true, FILE_MAX);
	struct stat status;

	/* A link to /dev/null is the usual way to disable a history. */
	if (error == FILE_REGULAR && stat(history->path, &status) == 0 && S_ISCHR(status.st_mode))
		return 0;
	return error == ENOENT ? 0 : error;
}

static bool is_blank_line(struct span row)
{
	return span_trim(row).length == 0;
}

int history_read(struct history_file *history, void (*sink)(void *self, const char *line),
                 void *self)
{
	struct file file = {0};
	struct span row;
	int error = read_file(history, &file);
	struct span rest = {file.data, file.length};

	while (error == 0 && span_line(&rest, &row)) {
		char *line = memchr(row.text, '\0', row.length) == NULL ?
			strndup(row.text, row.length) :
			NULL;

		if (line != NULL && !is_blank_line(row))
			sink(self, line);
		free(line);
	}
	file_free(&file);
	return error;
}

void history_add(struct history_file *history, const char *line, size_t length)
{
	if (is_blank_line((struct span){line, length}) || memchr(line, '\n', length) != NULL)
		return;
	text_add(&history->added, line, length);
	text_puts(&history->added, "\n");
}

bool history_is_new(const struct history_file *history)
{
	return history->added.length > 0;
}

static bool rows_add(struct rows *rows, const char *text, size_t length)
{
	struct span rest = {text, length}, row;

	while (span_line(&rest, &row)) {
		struct span *list = array_room(rows->list, rows->count, &rows->size, sizeof *list);

		if (list == NULL)
			return false;
		rows->list = list;
		if (!is_blank_line(row))
			rows->list[rows->count++] = row;
	}
	return true;
}

static bool comes_again(const struct rows *rows, size_t at)
{
	const struct span *row = &rows->list[at];

	for (size_t i = at + 1; i < rows->count; i++)
		if (rows->list[i].length == row->length &&
		    memcmp(rows->list[i].text, row->text, row->length) == 0)
			return true;
	return false;
}

/* Keeps the last of identical rows, and of those the newest. */
static void rows_thin(struct rows *rows)
{
	size_t kept = 0, first = rows->count > LOOK_BACK ? rows->count - LOOK_BACK : 0;

	for (size_t i = first; i < rows->count; i++)
		if (!comes_again(rows, i))
			rows->list[kept++] = rows->list[i];
	size_t drop = kept > HISTORY_MAX ? kept - HISTORY_MAX : 0;
	if (drop > 0)
		memmove(rows->list, rows->list + drop, HISTORY_MAX * sizeof *rows->list);
	rows->count = kept - drop;
}

static int write_rows(const struct history_file *history, const struct rows *rows)
{
	struct replace replace;

	if (!replace_start(&replace, history->path))
		return errno;
	for (size_t i = 0; i < rows->count; i++) {
		fwrite(rows->list[i].text, 1, rows->list[i].length, replace.file);
		fputc('\n', replace.file);
	}
	return replace_commit(&replace, 0600) ? 0 : errno;
}

static int merge(const struct history_file *history)
{
	struct file file = {0};
	struct rows rows = {0};
	int error = history->added.failed ? ENOMEM : read_file(history, &file);

	if (error == 0 &&
	    (!rows_add(&rows, file.data, file.length) ||
	     !rows_add(&rows, history->added.data, history->added.length)))
		error = ENOMEM;
	if (error == 0) {
		rows_thin(&rows);
		error = write_rows(history, &rows);
	}
	free(rows.list);
	file_free(&file);
	return error;
}

int history_save(struct history_file *history)
{
	int lock = lock_take(history->lock_path);
	int error = lock < 0 ? errno : 0;

	if (error == 0) {
		replace_sweep(history->path, 0); /* left by killed processes: the lock is held */
		error = merge(history);
	}
	lock_release(lock);
	text_clear(&history->added);
	return error;
}
