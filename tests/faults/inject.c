/* Runs a program so that one of its system calls fails: inject LIST NAME N FAULT PROGRAM
 * ARGUMENT... The names of all system calls in the table, from all threads, are written to LIST,
 * starting at main (which memory.c marks). The Nth call of that NAME (0: none) is not made (except
 * close) and returns the error FAULT, a number; with FAULT 0 it is made for one byte only, if it
 * has a number of bytes. "of" and its first argument are then added to LIST. Ends in the same way
 * as the program. For Linux on x86-64. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct call {
	long number;
	const char *name;
} calls[] = {
#define CALL(name) {SYS_##name, #name}
	CALL(accept4),
	CALL(bind),
	CALL(clock_nanosleep),
	CALL(clone3),
	CALL(close),
	CALL(connect),
	CALL(dup2),
	CALL(execve),
	CALL(fchmod),
	CALL(fchown),
	CALL(fcntl),
	CALL(flock),
	CALL(fsync),
	CALL(ftruncate),
	CALL(getcwd),
	CALL(getdents64),
	CALL(getsockopt),
	CALL(getsockname),
	CALL(inotify_add_watch),
	CALL(inotify_init1),
	CALL(ioctl),
	CALL(link),
	CALL(listen),
	CALL(lseek),
	CALL(mkdir),
	CALL(mmap),
	CALL(newfstatat),
	CALL(openat),
	CALL(pipe2),
	CALL(poll),
	CALL(ppoll),
	CALL(pread64),
	CALL(prlimit64),
	CALL(read),
	CALL(readlink),
	CALL(readlinkat),
	CALL(recvfrom),
	CALL(recvmsg),
	CALL(rename),
	CALL(sendmsg),
	CALL(sendto),
	CALL(setsockopt),
	CALL(socket),
	CALL(socketpair),
	CALL(statx),
	CALL(unlink),
	CALL(utimensat),
	CALL(wait4),
	CALL(write),
	CALL(writev),
};

enum { THREADS_MAX = 64 };
/* For each thread: whether it is inside a call, and what is done to that call. */
static struct thread {
	pid_t id;
	bool within, fails;
} threads[THREADS_MAX];

static struct {
	FILE *list;
	const char *name;
	unsigned long at, made; /* calls of this name */
	long error;
	bool begun;
} plan;

static struct thread *thread_of(pid_t id)
{
	struct thread *room = NULL;

	for (size_t i = THREADS_MAX; i-- > 0;) {
		if (threads[i].id == id)
			return &threads[i];
		if (threads[i].id == 0)
			room = &threads[i];
	}
	if (room == NULL)
		exit(125);
	room->id = id;
	return room;
}

/* The calls whose third argument is a number of bytes. */
static bool has_count(long number)
{
	return number == SYS_read || number == SYS_write || number == SYS_pread64 ||
		number == SYS_recvfrom || number == SYS_sendto;
}

static void enter(struct thread *thread, struct user_regs_struct *registers)
{
	long number = (long)registers->orig_rax;

	plan.begun = plan.begun || number == SYS_getpid;
	for (size_t i = 0; plan.begun && i < sizeof calls / sizeof *calls; i++) {
		if (calls[i].number != number)
			continue;
		fprintf(plan.list, "%s\n", calls[i].name);
		if (strcmp(calls[i].name, plan.name) != 0 || ++plan.made != plan.at)
			return;
		fprintf(plan.list, "of %lld\n", (long long)registers->rdi);
		if (plan.error == 0 && has_count(number)) {
			registers->rdx = registers->rdx > 0;
		} else if (plan.error != 0) {
			thread->fails = true;
			if (number == SYS_close)
				return; /* closes even if it fails */
			registers->orig_rax = (unsigned long long)-1;
		}
		ptrace(PTRACE_SETREGS, thread->id, NULL, registers);
	}
}

static void at_call(struct thread *thread)
{
	struct user_regs_struct registers;

	if (ptrace(PTRACE_GETREGS, thread->id, NULL, &registers) != 0)
		return;
	thread->within = !thread->within;
	if (thread->within) {
		enter(thread, &registers);
	} else if (thread->fails) {
		thread->fails = false;
		registers.rax = (unsigned long long)-plan.error;
		ptrace(PTRACE_SETREGS, thread->id, NULL, &registers);
	}
}

/* Returns the signal to pass on to a thread that has stopped. */
static int stopped(struct thread *thread, int status)
{
	int number = WSTOPSIG(status);

	if (number == (SIGTRAP | 0x80)) {
		at_call(thread);
		return 0;
	}
	/* A ptrace event, or the first stop of a new thread. */
	return status >> 16 != 0 || number == SIGTRAP || number == SIGSTOP ? 0 : number;
}

static int follow(pid_t program)
{
	int status;

	for (;;) {
		pid_t id = waitpid(-1, &status, __WALL);

		if (id < 0)
			exit(125);
		struct thread *thread = thread_of(id);
		if (WIFSTOPPED(status)) {
			int number = stopped(thread, status);
			ptrace(PTRACE_SYSCALL, id, NULL, (void *)(long)number);
		} else if (id == program) {
			return status;
		} else {
			*thread = (struct thread){0};
		}
	}
}

int main(int argc, char **argv)
{
	if (argc < 6 || (plan.list = fopen(argv[1], "we")) == NULL)
		return 125;
	plan.name = argv[2];
	plan.at = strtoul(argv[3], NULL, 10);
	plan.error = strtol(argv[4], NULL, 10);
	pid_t program = fork();
	if (program == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		execv(argv[5], argv + 5);
		_exit(127);
	}
	int status;
	if (program < 0 || waitpid(program, &status, 0) < 0 || !WIFSTOPPED(status) ||
	    ptrace(PTRACE_SETOPTIONS, program, NULL,
	           (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC |
	                    PTRACE_O_EXITKILL)) != 0)
		return 125;
	thread_of(program);
	ptrace(PTRACE_SYSCALL, program, NULL, NULL);
	status = follow(program);
	fclose(plan.list);
	if (WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	return WEXITSTATUS(status);
}
