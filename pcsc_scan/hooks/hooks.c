#include "pcsc_scan/hooks/hooks.h"

#include "pcsc_scan/hooks/hook_job.h"
#include "base/nearest.h"
#include "pcsc_scan/show/event_json.h"
#include "sys/process/child.h"
#include "sys/clock.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/tree.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum {
	WAITING_MAX = 1024,
	TERM_TO_KILL_MS = 2000,
	END_MS = 500, /* time given to running hooks when the program ends */
};

/* Jobs in the order of the events, both running and waiting. */
struct hooks {
	const struct scan_options *options;
	struct naming *naming;
	struct hook_job *first, **last; /* owned */
	size_t waiting, running;
	uint64_t dropped;
	struct hook_maker *maker; /* owned */
	char program[4096];
	int fd;
};

/* Prints a hint for the error of child_distrust(). */
static void hint_directory(const char *directory, int error)
{
	if (error == ENOENT)
		message_hint("create it, for programs named after events: \"mkdir -p %s\"",
		             directory);
	else if (error == EACCES)
		message_hint("make it and all directories above it accessible to this user: "
		             "\"chmod a+rx\"");
	else if (error == EPERM)
		message_hint("only root or this user may own it and the directories above it, or "
		             "write to them: \"chown root\", \"chmod go-w\"");
	else if (error == ENOTDIR)
		message_hint("to run one program for all events, use --exec");
}

/* An extension does not count, and "_" is like "-": "card_insert.sh" is meant for an event as well.
 * Returns NULL if the name is not like that of any event, or is one. */
static const char *nearest_event(const char *name)
{
	char words[NAME_MAX + 1];
	size_t length = strcspn(name, ".");

	for (size_t i = 0; i < length && i < sizeof words; i++)
		words[i] = name[i] == '_' ? '-' : name[i];
	struct nearest nearest = nearest_to((struct span){words, length});

	for (int kind = 0; kind <= WATCH_SERVICE_BACK; kind++) {
		const char *event = watch_kind_name((enum watch_kind)kind);

		if (strcmp(event, name) == 0)
			return NULL;
		nearest_offer(&nearest, event);
	}
	return nearest.best;
}

/* Warns of a file whose name is almost that of an event, as it would never run. */
static void report_misnamed(const char *directory)
{
	struct tree_names names;
	char path[PATH_MAX];

	if (realpath(directory, path) == NULL || !tree_list("", path, &names))
		return;
	for (size_t i = 0; i < names.count; i++) {
		const char *event = nearest_event(names.names[i]);

		if (event == NULL)
			continue;
		message_error("--exec-dir %s: %s: no event has this name; never run", directory,
		              names.names[i]);
		message_hint("did you mean \"%s\"?", event);
	}
	tree_names_free(&names);
}

static bool check_directory(const char *directory)
{
	const char *wrong = child_distrust(directory, NULL);

	if (wrong != NULL) {
		int error = errno;

		message_error("--exec-dir %s: %s", directory, wrong);
		hint_directory(directory, error);
		return false;
	}
	for (int kind = 0; kind <= WATCH_SERVICE_BACK; kind++) {
		const char *name = watch_kind_name((enum watch_kind)kind);

		wrong = child_distrust(directory, name);
		if (wrong == NULL || errno == ENOENT)
			continue;
		int error = errno;
		message_error("--exec-dir %s: %s: %s", directory, name, wrong);
		if (error == EACCES)
			message_hint("\"chmod +x %s/%s\"", directory, name);
		return false;
	}
	report_misnamed(directory);
	return true;
}

static enum status prepare(struct hooks *hooks)
{
	const struct scan_options *options = hooks->options;

	if (options->exec != NULL &&
	    !child_find(options->exec[0], hooks->program, sizeof hooks->program)) {
		message_error("--exec %s: %s", options->exec[0], strerror(errno));
		return STATUS_INPUT;
	}
	if (options->exec_directory != NULL && !check_directory(options->exec_directory))
		return STATUS_INPUT;
	hooks->maker = hook_maker_new();
	hooks->fd = children_start();
	if (hooks->maker == NULL || hooks->fd < 0) {
		message_error("cannot run hooks: %s",
		              hooks->fd < 0 ? strerror(errno) : "out of memory");
		return STATUS_TROUBLE;
	}
	return STATUS_YES;
}

struct hooks *hooks_new(const struct scan_options *options, struct naming *naming,
                        enum status *status)
{
	*status = STATUS_YES;
	if (options->exec == NULL && options->exec_directory == NULL)
		return NULL;
	struct hooks *hooks = calloc(1, sizeof *hooks);
	if (hooks == NULL) {
		memory_ran_out();
		*status = STATUS_TROUBLE;
		return NULL;
	}
	hooks->options = options;
	hooks->naming = naming;
	hooks->last = &hooks->first;
	*status = prepare(hooks);
	if (*status != STATUS_YES)
		hooks_free(&hooks);
	return hooks;
}

static void take_out(struct hooks *hooks, struct hook_job **at)
{
	struct hook_job *job = *at;

	*at = job->next;
	if (hooks->last == &job->next)
		hooks->last = at;
	hook_job_free(job);
}

static void start(struct hooks *hooks, struct hook_job *job)
{
	int error = child_start(&job->pid, &job->setup);

	if (error != 0) {
		message_error("%s: %s: %s", job->setup.path, job->event, strerror(error));
		job->done = true;
		hooks->waiting--;
		return;
	}
	job->deadline =
		hooks->options->exec_ms > 0 ? clock_ms() + hooks->options->exec_ms : UINT64_MAX;
	hooks->waiting--;
	hooks->running++;
}

/* Returns whether no earlier job in the queue concerns the same reader. */
static bool has_turn(const struct hooks *hooks, const struct hook_job *job)
{
	for (const struct hook_job *at = hooks->first; at != job; at = at->next)
		if (!at->done && strcmp(at->reader, job->reader) == 0)
			return false;
	return true;
}

static void start_next(struct hooks *hooks)
{
	for (struct hook_job *job = hooks->first;
	     job != NULL && hooks->running < hooks->options->parallel; job = job->next)
		if (job->pid == 0 && !job->done && has_turn(hooks, job))
			start(hooks, job);
	for (struct hook_job **at = &hooks->first; *at != NULL;)
		if ((*at)->done)
			take_out(hooks, at);
		else
			at = &(*at)->next;
}

static void add_job(struct hooks *hooks, const struct event *event, const char *path,
                    const char *const *argv)
{
	if (hooks->waiting >= WAITING_MAX) {
		if (hooks->dropped++ == 0)
			message_error("%s: too many events waiting; dropping some", path);
		return;
	}
	struct hook_job *job = hook_job_new(hooks->maker, event, path, argv);
	if (job == NULL) {
		memory_ran_out();
		message_error("%s: %s: not run", path, watch_kind_name(event->kind));
		return;
	}
	*hooks->last = job;
	hooks->last = &job->next;
	hooks->waiting++;
}

static void add_from_directory(struct hooks *hooks, const struct event *event)
{
	const char *directory = hooks->options->exec_directory;
	const char *name = watch_kind_name(event->kind);
	char path[4096];
	const char *wrong = child_distrust(directory, name);

	if (wrong != NULL) {
		if (errno != ENOENT)
			message_error("--exec-dir %s: %s: %s: not run", directory, name, wrong);
		return;
	}
	int n = snprintf(path, sizeof path, "%s/%s", directory, name);
	if (n > 0 && (size_t)n < sizeof path)
		add_job(hooks, event, path, (const char *const[]){path, NULL});
}

void hooks_event(struct hooks *hooks, struct event event)
{
	event_name_card(&event, hooks->naming, hooks->options);
	if (hooks->options->exec_directory != NULL)
		add_from_directory(hooks, &event);
	if (hooks->options->exec != NULL)
		add_job(hooks, &event, hooks->program, hooks->options->exec);
	start_next(hooks);
}

int hooks_fd(const struct hooks *hooks)
{
	return hooks->fd;
}

int hooks_left(const struct hooks *hooks)
{
	uint64_t first = UINT64_MAX, now = clock_ms();

	for (const struct hook_job *job = hooks->first; job != NULL; job = job->next)
		if (job->pid > 0 && job->deadline < first)
			first = job->deadline;
	if (first == UINT64_MAX)
		return -1;
	return first > now ? (int)(first - now) : 0;
}

/* Status 0 is normal and not reported. */
static void report_end(const struct hook_job *job, int status)
{
	char text[64];

	if (status == 0)
		return;
	message_error("%s: %s: %s%s", job->setup.path, job->event, child_status_text(status, text),
	              job->late ? " after its time limit" : "");
}

static void reap(struct hooks *hooks)
{
	pid_t pid;
	int status;

	while (child_ended(&pid, &status))
		for (struct hook_job *job = hooks->first; job != NULL; job = job->next) {
			if (job->pid != pid || job->done)
				continue;
			report_end(job, status);
			job->done = true;
			hooks->running--;
		}
}

static void end_late(struct hooks *hooks)
{
	uint64_t now = clock_ms();

	for (struct hook_job *job = hooks->first; job != NULL; job = job->next) {
		if (job->pid == 0 || job->done || job->deadline > now)
			continue;
		child_signal(job->pid, job->late ? SIGKILL : SIGTERM);
		job->late = true;
		job->deadline = now + TERM_TO_KILL_MS;
	}
}

void hooks_update(struct hooks *hooks)
{
	reap(hooks);
	end_late(hooks);
	start_next(hooks);
	if (hooks->dropped > 0 && hooks->waiting < WAITING_MAX / 2) {
		message_error("%llu events were dropped", (unsigned long long)hooks->dropped);
		hooks->dropped = 0;
	}
}

bool hooks_busy(const struct hooks *hooks)
{
	return hooks->first != NULL;
}

static void signal_all(const struct hooks *hooks, int number)
{
	for (const struct hook_job *job = hooks->first; job != NULL; job = job->next)
		if (job->pid > 0 && !job->done)
			child_signal(job->pid, number);
}

void hooks_free(struct hooks **hooks_at)
{
	struct hooks *hooks = *hooks_at;

	if (hooks == NULL)
		return;
	signal_all(hooks, SIGTERM);
	for (uint64_t end = clock_ms() + END_MS; hooks->running > 0 && clock_ms() < end;) {
		clock_wait(hooks->fd, (int)(end - clock_ms()));
		reap(hooks);
	}
	signal_all(hooks, SIGKILL);
	while (hooks->first != NULL)
		take_out(hooks, &hooks->first);
	hook_maker_free(&hooks->maker);
	free(hooks);
	*hooks_at = NULL;
}
