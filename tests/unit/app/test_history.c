/* The history file: several writers at once, and whatever may exist in its place. */
#include "../test.h"

#include "app/history.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/sysmacros.h> /* makedev */
#endif

enum { WRITERS = 6, LINES = 25 };

static char directory[] = "/tmp/test_history.XXXXXX";

/* A new path in directories that do not exist yet. */
static const char *new_path(void)
{
	static char path[100];
	static unsigned number;

	snprintf(path, sizeof path, "%s/%u/pcsckit/history", directory, ++number);
	return path;
}

/* The same, for a file with this content. */
static const char *with_content(const char *content, size_t length)
{
	const char *path = new_path();
	char command[200];

	snprintf(command, sizeof command, "%s", path);
	*strrchr(command, '/') = '\0';
	*strrchr(command, '/') = '\0';
	assert_int_equal(mkdir(command, 0700), 0);
	command[strlen(command)] = '/';
	assert_int_equal(mkdir(command, 0700), 0);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(content, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	return path;
}

static int add_lines(const char *path, const char *const *lines, size_t count)
{
	struct history_file *history = history_new(path);

	assert_non_null(history);
	for (size_t i = 0; i < count; i++)
		history_add(history, lines[i], strlen(lines[i]));
	int error = history_save(history);
	assert_false(history_is_new(history));
	history_free(&history);
	assert_null(history);
	return error;
}

struct seen {
	char text[20000]; /* "one|two|" */
	size_t count;
};

static void see(void *self, const char *line)
{
	struct seen *seen = self;
	size_t length = strlen(seen->text);

	seen->count++;
	if (length + strlen(line) + 2 < sizeof seen->text)
		snprintf(seen->text + length, sizeof seen->text - length, "%s|", line);
}

static int read_lines(const char *path, struct seen *seen)
{
	struct history_file *history = history_new(path);

	assert_non_null(history);
	*seen = (struct seen){0};
	int error = history_read(history, see, seen);
	history_free(&history);
	return error;
}

static void has(const char *path, const char *lines)
{
	static struct seen seen;

	assert_int_equal(read_lines(path, &seen), 0);
	assert_string_equal(seen.text, lines);
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 0777;
}

static const char *const two[] = {"one", "two"};

static void none_yet(void **state)
{
	const char *path = new_path();

	(void)state;
	has(path, "");
	assert_int_equal(add_lines(path, two, 2), 0);
	has(path, "one|two|");
	assert_int_equal(mode_of(path), 0600);
}

static void others_cannot_read(void **state)
{
	const char *path = with_content("old\n", 4);
	mode_t mask = umask(0);
	char lock[120];

	(void)state;
	assert_int_equal(unlink(path), 0);
	assert_int_equal(add_lines(path, two, 1), 0);
	umask(mask);
	assert_int_equal(mode_of(path), 0600);
	snprintf(lock, sizeof lock, "%s.lock", path);
	assert_int_equal(mode_of(lock), 0600);
}

static void a_file_that_is_there_keeps_its_mode(void **state)
{
	const char *path = with_content("old\n", 4);

	(void)state;
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(add_lines(path, two, 1), 0);
	assert_int_equal(mode_of(path), 0640);
}

static void equal_lines_once(void **state)
{
	static const char *const lines[] = {"two", "", " \t", "three", "one", "a\nb"};
	const char *path = with_content("one\ntwo\none\n\nfour", 17);

	(void)state;
	assert_int_equal(add_lines(path, lines, LENGTH(lines)), 0);
	has(path, "four|two|three|one|");
}

static void the_newest_stay(void **state)
{
	static char names[HISTORY_MAX + 5][12];
	static const char *lines[HISTORY_MAX + 5];
	static struct seen seen;
	const char *path = new_path();

	(void)state;
	for (size_t i = 0; i < LENGTH(lines); i++) {
		snprintf(names[i], sizeof names[i], "line%04zu", i);
		lines[i] = names[i];
	}
	assert_int_equal(add_lines(path, lines, LENGTH(lines)), 0);
	assert_int_equal(read_lines(path, &seen), 0);
	assert_int_equal(seen.count, HISTORY_MAX);
	assert_memory_equal(seen.text, "line0005|", 9);
}

static void a_link_stays_one(void **state)
{
	char target[120], link[130];
	struct stat status;

	(void)state;
	snprintf(target, sizeof target, "%s", with_content("old\n", 4));
	snprintf(link, sizeof link, "%s-link", target);
	assert_int_equal(symlink(target, link), 0);
	assert_int_equal(add_lines(link, two, 2), 0);
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	has(target, "old|one|two|");
}

/* What cannot be read is reported, and is unchanged afterwards. */
static void cannot(const char *path, int error)
{
	static struct seen seen;
	struct stat before, after;

	assert_int_equal(lstat(path, &before), 0);
	assert_int_equal(read_lines(path, &seen), error);
	assert_int_equal(seen.count, 0);
	assert_int_equal(add_lines(path, two, 2), error);
	assert_int_equal(lstat(path, &after), 0);
	assert_true(before.st_ino == after.st_ino && before.st_size == after.st_size &&
	            before.st_mode == after.st_mode);
}

static void a_directory(void **state)
{
	const char *path = with_content("", 0);

	(void)state;
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	cannot(path, EISDIR);
}

static void a_pipe_that_nobody_writes(void **state)
{
	const char *path = with_content("", 0);

	(void)state;
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	cannot(path, -1); /* FILE_REGULAR of sys/file.h */
}

static void too_long(void **state)
{
	const char *path = with_content("old\n", 4);

	(void)state;
	assert_int_equal(truncate(path, 200 << 20), 0);
	cannot(path, EFBIG);
}

static void link_to_itself(void **state)
{
	const char *path = with_content("", 0);

	(void)state;
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink(path, path), 0);
	cannot(path, ELOOP);
}

/* Runs it in a separate process; returns true if it reaches its end. */
static bool as_nobody(void (*run)(const char *), const char *path)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(2);
		run(path);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status == 0;
}

static void must_fail(const char *path)
{
	struct history_file *history = history_new(path);
	struct seen *seen = calloc(1, sizeof *seen);

	if (history == NULL || seen == NULL || history_read(history, see, seen) != EACCES ||
	    seen->count != 0)
		_exit(3);
	history_add(history, "new", 3);
	if (history_save(history) != EACCES || history_is_new(history))
		_exit(4);
	history_free(&history);
	free(seen);
}

static void not_ours_to_read(void **state)
{
	char path[120];

	(void)state;
	snprintf(path, sizeof path, "%s", with_content("secret\n", 7));
	assert_int_equal(chmod(directory, 0755), 0);
	assert_int_equal(chmod(path, geteuid() == 0 ? 0600 : 0), 0);
	assert_true(as_nobody(must_fail, path));
	assert_int_equal(chmod(path, 0600), 0);
	has(path, "secret|");
}

static void hostile_bytes(void **state)
{
	static const char content[] = "good\nwith\0nul\n\xFF\xFE\n\x1B[31mred\n\0\n\r\nlast";
	static struct seen seen;
	const char *path = with_content(content, sizeof content - 1);

	(void)state;
	has(path, "good|\xFF\xFE|\x1B[31mred|last|");
	assert_int_equal(add_lines(path, two, 2), 0);
	has(path, "good|\xFF\xFE|\x1B[31mred|last|one|two|");
	char *wide = malloc(1 << 20);
	assert_non_null(wide);
	memset(wide, 'x', 1 << 20);
	path = with_content(wide, 1 << 20);
	free(wide);
	assert_int_equal(add_lines(path, two, 1), 0);
	assert_int_equal(read_lines(path, &seen), 0);
	assert_int_equal(seen.count, 2);
}

/* Adds each line in a session of its own, as a prompt saves it at its next pause. */
static void write_all(const char *path, unsigned writer)
{
	for (unsigned i = 0; i < LINES; i++) {
		struct history_file *history = history_new(path);
		char line[40];

		snprintf(line, sizeof line, "%u:%u", writer, i);
		if (history == NULL)
			_exit(2);
		history_add(history, line, strlen(line));
		if (history_save(history) != 0)
			_exit(3);
		history_free(&history);
	}
}

struct order {
	unsigned next[WRITERS];
	size_t count;
	bool wrong;
};

static void check_order(void *self, const char *line)
{
	struct order *order = self;
	char *end;
	unsigned long writer = strtoul(line, &end, 10), number = 0;

	if (*end == ':')
		number = strtoul(end + 1, &end, 10);
	if (*end != '\0' || writer >= WRITERS || number != order->next[writer])
		order->wrong = true;
	else
		order->next[writer]++;
	order->count++;
}

/* Every concurrent reader sees a complete file, and never one with fewer lines than before. */
static size_t look(const char *path, size_t before)
{
	struct history_file *history = history_new(path);
	struct order order = {0};

	assert_non_null(history);
	assert_int_equal(history_read(history, check_order, &order), 0);
	history_free(&history);
	assert_false(order.wrong);
	assert_true(order.count >= before);
	return order.count;
}

static void several_at_once(void **state)
{
	const char *path = new_path();
	size_t count = 0;
	int status, left = WRITERS;

	(void)state;
	for (unsigned i = 0; i < WRITERS; i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0) {
			write_all(path, i);
			_exit(0);
		}
	}
	while (left > 0) {
		pid_t pid = waitpid(-1, &status, WNOHANG);

		assert_true(pid >= 0);
		if (pid > 0)
			assert_int_equal(status, 0);
		left -= pid > 0;
		count = look(path, count);
	}
	assert_int_equal(look(path, count), WRITERS * LINES);
}

/* Waits until the writer has written something, for at most a minute. */
static void wait_for_content(const char *path)
{
	struct stat status;

	for (unsigned i = 0; i < 60000; i++) {
		if (stat(path, &status) == 0 && status.st_size > 0)
			return;
		usleep(1000);
	}
	fail_msg("nothing is written");
}

/* Wherever a writer is killed, the file is complete, the next writer is not blocked, and no other
 * file is left behind. */
static void a_kill_loses_nothing(void **state)
{
	char path[120], pattern[160];
	size_t count = 0;

	(void)state;
	snprintf(path, sizeof path, "%s", new_path());
	for (unsigned i = 0; i < 10; i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0) {
			for (unsigned n = 0;; n = (n + 1) % 900) {
				struct history_file *history = history_new(path);
				char line[40];

				snprintf(line, sizeof line, "%u-%u", i, n);
				if (history == NULL)
					_exit(2);
				history_add(history, line, strlen(line));
				(void)history_save(history);
				history_free(&history);
			}
		}
		wait_for_content(path);
		usleep(500 * i);
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
		static struct seen seen;
		assert_int_equal(read_lines(path, &seen), 0);
		assert_true(seen.count >= count || seen.count == HISTORY_MAX);
		count = seen.count;
	}
	assert_int_equal(add_lines(path, two, 1), 0);
	snprintf(pattern, sizeof pattern, "test -z \"$(ls %s.new-* 2>/dev/null)\"", path);
	assert_int_equal(system(pattern), 0);
}

static int make_directory(void **state)
{
	(void)state;
	return mkdtemp(directory) == NULL;
}

/* Like a link to /dev/null, which accepts what is written and stays. */
static void a_device(void **state)
{
	const char *const lines[] = {"00 A4"};
	const char *path = with_content("", 0);
	struct stat status;

	(void)state;
	assert_int_equal(unlink(path), 0);
	if (mknod(path, S_IFCHR | 0600, makedev(1, 3)) != 0)
		skip();
	assert_int_equal(add_lines(path, lines, 1), 0);
	assert_int_equal(lstat(path, &status), 0);
	assert_true(S_ISCHR(status.st_mode));
}

static int remove_directory(void **state)
{
	char command[100];

	(void)state;
	snprintf(command, sizeof command, "rm -r %s", directory);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(none_yet),
		cmocka_unit_test(others_cannot_read),
		cmocka_unit_test(a_file_that_is_there_keeps_its_mode),
		cmocka_unit_test(equal_lines_once),
		cmocka_unit_test(the_newest_stay),
		cmocka_unit_test(a_link_stays_one),
		cmocka_unit_test(a_directory),
		cmocka_unit_test(a_pipe_that_nobody_writes),
		cmocka_unit_test(a_device),
		cmocka_unit_test(too_long),
		cmocka_unit_test(link_to_itself),
		cmocka_unit_test(not_ours_to_read),
		cmocka_unit_test(hostile_bytes),
		cmocka_unit_test(several_at_once),
		cmocka_unit_test(a_kill_loses_nothing),
	};

	return cmocka_run_group_tests_name("history", tests, make_directory, remove_directory);
}
