#include "sys/mapping.h"

#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MAPPINGS = 16 };

/* A program has only one mapping: SIGBUS reports nothing but the address. */
static struct mapping {
	volatile uintptr_t start; /* 0: free */
	volatile size_t length;
	char last; /* its last byte */
	volatile sig_atomic_t cut;
} mappings[MAPPINGS];

static volatile uintptr_t page_size;

static struct mapping *find(uintptr_t address)
{
	for (size_t i = 0; i < MAPPINGS; i++) {
		struct mapping *mapping = &mappings[i];

		if (mapping->start != 0 && address >= mapping->start &&
		    address - mapping->start < mapping->length)
			return mapping;
	}
	return NULL;
}

/* Maps zero pages over those that no longer exist in the file; the faulting read is then repeated.
 * mmap() is not on POSIX's list of async-signal-safe functions, but it is a plain system call
 * everywhere. */
static void replace_pages(int number, siginfo_t *info, void *context)
{
	uintptr_t address = (uintptr_t)info->si_addr;
	struct mapping *mapping = find(address);

	(void)context;
	if (mapping != NULL) {
		uintptr_t from = address - (address - mapping->start) % page_size;
		size_t rest = mapping->length - (from - mapping->start);

		if (mmap((void *)from, rest, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
		         0) != MAP_FAILED) {
			mapping->cut = 1;
			return;
		}
	}
	signal(number, SIG_DFL);
}

static struct mapping *find_free(void)
{
	for (size_t i = 0; i < MAPPINGS; i++)
		if (mappings[i].start == 0)
			return &mappings[i];
	return NULL;
}

/* Reading it detects whether the file is shorter now: it is 00 then, by replace_pages or, within
 * the last page, by the system. */
static const volatile char *last_byte(const struct mapping *mapping)
{
	return (const volatile char *)mapping->start + mapping->length - 1;
}

void *mapping_new(int fd, size_t length)
{
	struct sigaction action = {.sa_sigaction = replace_pages, .sa_flags = SA_SIGINFO};
	struct mapping *mapping = find_free();

	if (mapping == NULL)
		return NULL;
	void *memory = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
	if (memory == MAP_FAILED)
		return NULL;
	page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
	sigemptyset(&action.sa_mask);
	sigaction(SIGBUS, &action, NULL);
	mapping->length = length;
	mapping->cut = 0;
	mapping->start = (uintptr_t)memory;
	mapping->last = *last_byte(mapping);
	return memory;
}

void mapping_free(void *memory, size_t length)
{
	struct mapping *mapping = find((uintptr_t)memory);

	if (mapping != NULL)
		mapping->start = 0;
	munmap(memory, length);
}

bool mapping_is_truncated(const void *memory)
{
	const struct mapping *mapping = find((uintptr_t)memory);

	return mapping != NULL &&
		((*last_byte(mapping) == '\0' && mapping->last != '\0') || mapping->cut != 0);
}
