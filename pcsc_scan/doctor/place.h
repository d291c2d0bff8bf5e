/* Where this runs: the machine itself, a container, a sandbox; its distribution and its init. */
#ifndef PCSC_SCAN_DOCTOR_PLACE_H
#define PCSC_SCAN_DOCTOR_PLACE_H

#include <stdbool.h>

enum place_kind {
	PLACE_SYSTEM,
	PLACE_WSL, /* Windows Subsystem for Linux */
	PLACE_CONTAINER,
	PLACE_FLATPAK,
	PLACE_SNAP,
};

enum package { PACKAGE_SERVICE, PACKAGE_DRIVER, PACKAGE_COUNT };

/* A row of the table of distributions. */
struct distribution {
	const char *id;      /* os-release's */
	const char *mark;    /* a file that is there too; NULL: none is asked for */
	const char *install; /* the command that takes packages; NULL: none takes one */
	const char *upgrade; /* the same for what is installed */
	const char *packages[PACKAGE_COUNT];
	const char *instead; /* where install is NULL: what to do, and the command for it */
	const char *instead_command;
};

/* A row of the table of inits. */
struct init {
	const char *mark;    /* a file of it */
	const char *script;  /* pcscd's own file for it */
	const char *start;   /* NULL: unknown */
	const char *restart; /* NULL: unknown */
};

enum { PLACE_NAME_MAX = 96 };

struct place {
	enum place_kind kind;
	char name[PLACE_NAME_MAX]; /* "docker", "podman", "lxc" …, or what the sandbox is called; ""
	                              unknown; from outside, plain characters only */
	bool allowed;              /* a flatpak has the permission to use the host's service */
	const struct distribution *distribution; /* NULL: not one of the table */
	const struct init *init;                 /* never NULL */
	bool systemd;
};

/* root as in sys/tree.h. */
void place_find(const char *root, struct place *place);

#endif
