#include "sys/terminal/terminal_guard.h"

#include "sys/process/wake_pipe.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>

/* INT, TERM and HUP have a descriptor of their own (sys/process/signals.h); ignored signals stay
 * ignored. After CONT, a shell may have changed the terminal settings. */
static const int numbers[] = {SIGALRM, SIGQUIT, SIGUSR1, SIGUSR2, SIGXCPU,
                              SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT};
enum { COUNT = sizeof numbers / sizeof *numbers };

static struct terminal_guard owner;
static struct wake_pipe wake = {{-1, -1}};
static struct sigaction before[COUNT];
static volatile sig_atomic_t came[COUNT];

static void on_signal(int number)
{
	int error = errno;

	for (size_t i = 0; i < COUNT; i++)
		if (numbers[i] == number)
			came[i] = 1;
	wake_pipe_write(&wake);
	errno = error;
}

static bool is_for_background(size_t i)
{
	return numbers[i] == SIGTTIN || numbers[i] == SIGTTOU;
}

/* SA_RESTART: poll() returns nevertheless, but output of the editor must not be interrupted. */
static void catch_signal(size_t i)
{
	bool again = !is_for_background(i); /* those would repeat */
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = again ? SA_RESTART : 0};

	sigemptyset(&action.sa_mask);
	sigaction(numbers[i], &action, NULL);
}

int terminal_guard_start(const struct terminal_guard *guard)
{
	owner = *guard;
	if (!wake_pipe_open(&wake))
		return -1;
	for (size_t i = 0; i < COUNT; i++) {
		came[i] = 0;
		sigaction(numbers[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			catch_signal(i);
	}
	return wake_pipe_fd(&wake);
}

/* Performs the default action of a signal that was caught; returns false if it was not caught. */
static bool do_signal(size_t i)
{
	if (!came[i])
		return false;
	came[i] = 0;
	sigaction(numbers[i], &before[i], NULL);
	raise(numbers[i]);
	return true;
}

/* Repeated until none is left: CONT, the last one, arrives while another one has stopped us. */
static void do_signals(void)
{
	bool any = true;

	while (any) {
		any = false;
		while (wake_pipe_read(&wake))
			;
		for (size_t i = 0; i < COUNT; i++)
			any = do_signal(i) || any;
	}
}

void terminal_guard_deliver(void)
{
	owner.give_back(owner.self);
	do_signals();
	for (size_t i = 0; i < COUNT; i++)
		if (before[i].sa_handler != SIG_IGN)
			catch_signal(i);
	owner.take(owner.self);
}

void terminal_guard_end(void)
{
	if (wake_pipe_fd(&wake) < 0)
		return;
	/* The terminal is no longer needed. A program that ends must not be stopped first. */
	for (size_t i = 0; i < COUNT; i++)
		if (is_for_background(i))
			came[i] = 0;
	do_signals();
	for (size_t i = 0; i < COUNT; i++)
		sigaction(numbers[i], &before[i], NULL);
	wake_pipe_close(&wake);
	wake = (struct wake_pipe){{-1, -1}};
}
