#include "list_update/update.h"

#include "base/escape.h"
#include "list_update/fetch.h"
#include "list_update/origin.h"
#include "list_update/survey.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/paths.h"
#include "sys/process/confine.h"
#include "sys/replace.h"

#include <errno.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The public list has five times as many entries; a list with a URL of the user's own may be
 * shorter. */
enum { FIRST_ENTRIES = 1000 };

/* number of new cards that are listed; any more are only counted */
enum { NAMED_MAX = 20 };

/* A temporary file unchanged for this long belongs to an update that was killed: a running one ends
 * after FETCH_MAX_SECONDS. */
enum { LEFTOVER_SECONDS = 3600 };

/* A list in memory, with its survey. */
struct content {
	struct file file;
	struct survey survey;
};

struct job {
	const struct options *options;
	char *path;         /* of the list; owned */
	char *url;          /* as it is shown; owned */
	struct content old; /* the current list */
	struct content got; /* the download */
	struct fetch_answer answer;
};

/* error is the result of reading the file. */
static bool content_take(struct content *content, const char *path, int error)
{
	if (error == 0 && !survey_take(&content->survey, content->file.data, content->file.length))
		error = ENOMEM;
	if (error != 0)
		message_error("%s: %s", path, file_error(error));
	return error == 0;
}

static bool content_read(struct content *content, const char *path)
{
	int error = file_read(&content->file, path, FILE_COPY, true, FETCH_MAX_BYTES);

	return error == ENOENT || content_take(content, path, error);
}

static void content_free(struct content *content)
{
	survey_free(&content->survey);
	file_free(&content->file);
}

static void print_span(struct span span)
{
	char text[1024];

	escape_terminal(text, sizeof text, span.text, span.length);
	fputs(text, stdout);
}

static void name_new(const struct survey_entry *entry, size_t number)
{
	struct span names = entry->names, name;

	if (number > NAMED_MAX)
		return;
	fputs("  ", stdout);
	print_span(entry->atr);
	if (card_name(&names, &name)) {
		fputs("  ", stdout);
		print_span(name);
	}
	putchar('\n');
}

static const char *entries(size_t count)
{
	return count == 1 ? "entry" : "entries";
}

static void report_difference(const struct job *job)
{
	const struct survey *old = &job->old.survey, *got = &job->got.survey;
	size_t fresh = survey_new(got, old, NULL);

	printf("%s: %zu %s before, %zu %s: %zu new, %zu removed\n", job->path, old->count,
	       entries(old->count), got->count, job->options->check ? "in the newer list" : "now",
	       fresh, survey_new(old, got, NULL));
	if (old->count == 0)
		return;
	survey_new(got, old, name_new);
	if (fresh > NAMED_MAX)
		printf("  and %zu more\n", fresh - NAMED_MAX);
}

static bool is_same(const struct job *job)
{
	return job->old.file.length == job->got.file.length && job->old.file.length > 0 &&
		memcmp(job->old.file.data, job->got.file.data, job->got.file.length) == 0;
}

static enum status report_same(const struct job *job)
{
	size_t count = job->old.survey.count;

	printf("%s: up to date, %zu %s\n", job->path, count, entries(count));
	return job->options->check ? STATUS_NO : STATUS_YES;
}

/* Sets the time of the list to that of the file on the server, so that a newer packaged list takes
 * precedence, and for If-Modified-Since in the next update. */
static bool set_time(FILE *file, int64_t modified)
{
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)modified}};

	return modified <= 0 || modified > clock_of_day().tv_sec ||
		futimens(fileno(file), times) == 0;
}

/* Writes down where the list in place came from, for the next update. */
static void keep_origin(const struct job *job)
{
	struct origin origin = {0};
	struct stat now;

	memcpy(origin.etag, job->answer.etag, sizeof origin.etag);
	if (stat(job->path, &now) == 0 &&
	    !origin_write(&origin, job->path, job->options->url, (uint64_t)now.st_size,
	                  now.st_mtime))
		message_error("%s.origin: cannot write: %s", job->path, file_error(errno));
}

static enum status store_list(struct job *job, struct replace *replace)
{
	bool good = fflush(replace->file) == 0 && set_time(replace->file, job->answer.modified) &&
		replace_commit(replace, 0644);
	if (!good) {
		message_error("%s: cannot write: %s", job->path, file_error(errno));
		return STATUS_TROUBLE;
	}
	keep_origin(job);
	report_difference(job);
	return STATUS_YES;
}

/* Checks whether the download in file is a valid list, and whether it differs from the current
 * one. */
static enum status judge(struct job *job, struct replace *replace, FILE *file)
{
	if (fseek(file, 0, SEEK_SET) != 0) { /* flushes, too */
		message_error("%s: cannot write: %s", job->path, file_error(errno));
		return STATUS_TROUBLE;
	}
	int error = file_read_open(&job->got.file, fileno(file), FILE_COPY, true, FETCH_MAX_BYTES);
	if (!content_take(&job->got, job->url, error))
		return STATUS_TROUBLE;
	const struct survey *got = &job->got.survey;
	const char *doubt =
		survey_doubt(got, &job->old.survey, job->options->own_url ? 0 : FIRST_ENTRIES);
	if (doubt != NULL) {
		message_error("%s: refused: %s (%zu %s, %zu invalid line%s)", job->url, doubt,
		              got->count, entries(got->count), got->unreadable,
		              got->unreadable == 1 ? "" : "s");
		message_error("%s: left unchanged", job->path);
		return STATUS_TROUBLE;
	}
	if (is_same(job)) {
		if (!job->options->check)
			keep_origin(job);
		return report_same(job);
	}
	if (job->options->check) {
		report_difference(job);
		return STATUS_YES;
	}
	return store_list(job, replace);
}

static enum status fetch_into(struct job *job, struct replace *replace, FILE *file)
{
	struct origin origin;

	bool known = origin_read(&origin, job->path, job->options->url, job->old.file.length,
	                         job->old.file.modified);
	struct fetch_request request = {
		.url = job->options->url,
		.ca_file = job->options->ca_file,
		.etag = origin.etag,
		.modified = known ? job->old.file.modified : 0,
	};
	enum fetch_result result = fetch(&request, file, &job->answer);
	if (result == FETCH_SAME && !known) { /* the request had no condition */
		snprintf(job->answer.error, sizeof job->answer.error,
		         "the server returned status 304");
		result = FETCH_FAILED;
	}
	switch (result) {
	case FETCH_SAME:
		return report_same(job);
	case FETCH_GOT:
		return judge(job, replace, file);
	case FETCH_REFUSED:
		message_error("%s: %s", job->url, job->answer.error);
		return STATUS_INPUT;
	case FETCH_FAILED:
		message_error("%s: %s", job->url, job->answer.error);
		message_error("%s: left unchanged", job->path);
		return STATUS_TROUBLE;
	}
	return STATUS_TROUBLE;
}

/* Restricts the process before it reads data from a server. */
static void confine(const struct replace *replace)
{
	const char *path = replace != NULL && replace->temporary != NULL ? replace->path : NULL;
	char *directory = path != NULL ? strdup(path) : NULL;

	confine_to_directory(directory != NULL ? dirname(directory) : NULL);
	free(directory);
}

static enum status run(struct job *job)
{
	struct replace replace = {0};
	enum status status = STATUS_TROUBLE;

	if (!content_read(&job->old, job->path))
		return STATUS_TROUBLE;
	if (job->options->check) {
		FILE *file = tmpfile();

		if (file != NULL) {
			confine(NULL);
			status = fetch_into(job, NULL, file);
			fclose(file);
		} else {
			message_error("temporary file: %s", file_error(errno));
		}
		return status;
	}
	/* Before replace_start(): the temporary file of this update has the time of the file
	 * system's clock, which may be wrong. */
	replace_sweep(job->path, LEFTOVER_SECONDS);
	if (replace_start(&replace, job->path)) {
		confine(&replace);
		status = fetch_into(job, &replace, replace.file);
		replace_abandon(&replace);
	} else {
		message_error("%s: cannot write: %s", job->path, file_error(errno));
	}
	return status;
}

enum status update(const struct options *options)
{
	struct job job = {.options = options, .url = fetch_shown_url(options->url)};
	enum status status = STATUS_TROUBLE;

	job.path =
		options->file != NULL ? strdup(options->file) : paths_cache("smartcard_list.txt");
	if (memory_sufficed(job.url != NULL) && job.path != NULL) {
		status = run(&job);
	} else if (job.url != NULL && memory_sufficed(options->file == NULL)) {
		message_error("no directory for the list: HOME is not set");
		message_hint("name the list with --file FILE");
	}
	content_free(&job.old);
	content_free(&job.got);
	free(job.url);
	free(job.path);
	return status;
}
