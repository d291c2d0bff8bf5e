/* Preloaded into a helper. In place of the first library call that reads untrusted data, it
 * tries what an attacker who has taken over the helper would try, and prints the result of each
 * attempt. INSIDE and OUTSIDE name files in the directory that the helper may write to and in
 * another one. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void tell(const char *what, long result)
{
	dprintf(STDERR_FILENO, "%s: %s\n", what, result < 0 ? strerror(errno) : "done");
}

static long makes(const char *variable)
{
	const char *path = getenv(variable);

	return path == NULL ? 0 : open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
}

static void try_all(void)
{
	char name[] = "true", *words[] = {name, NULL}, *none[] = {NULL};
	int ends[2];

	tell("read a file", open("/proc/version", O_RDONLY));
	tell("write inside", makes("INSIDE"));
	tell("write outside", makes("OUTSIDE"));
	tell("remove outside", unlink(getenv("KEPT")));
	int ours = socket(AF_INET, SOCK_STREAM, 0);
	tell("open a socket", ours);
	tell("accept connections", listen(ours, 1));
	tell("open a pipe", pipe(ends));
	tell("signal another", kill(getppid(), 0));
	tell("run a program", execve("/bin/true", words, none));
	_exit(0);
}

void *pcap_fopen_offline(FILE *file, char *why);
void *pcap_fopen_offline(FILE *file, char *why)
{
	(void)file;
	(void)why;
	try_all();
	return NULL;
}

int curl_easy_perform(void *curl);
int curl_easy_perform(void *curl)
{
	(void)curl;
	try_all();
	return 1;
}
