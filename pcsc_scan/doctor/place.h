/* Finds out where this program runs: on the machine itself, in a container or in a sandbox; with
 * which distribution and init system. */
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

/* A row of the table of distributions. Packages are named as they are in that distribution. */
struct distribution {
	const char *id;      /* the ID of os-release */
	const char *mark;    /* a file that must exist too; NULL: none */
	const char *install; /* the command that installs packages; NULL: there is none */
	const char *upgrade; /* the command that upgrades them */
	const char *packages[PACKAGE_COUNT];
	const char *instead; /* if install is NULL: what to do instead, and the command for it */
	const char *instead_command;
};

/* A row of the table of init systems. */
struct init {
	const char *mark;    /* a file that exists where it is used */
	const char *script;  /* the file with which it starts pcscd */
	const char *start;   /* the command that starts pcscd; NULL: unknown */
	const char *restart; /* the command that restarts it; NULL: unknown */
};

enum { PLACE_NAME_MAX = 96 };

struct place {
	enum place_kind kind;
	char name[PLACE_NAME_MAX]; /* "docker", "podman", "lxc" …, or the name of the sandbox; "":
	                              unknown. Untrusted, but plain characters only */
	bool allowed;              /* a flatpak has the permission to use the host's service */
	const struct distribution *distribution; /* NULL: unknown */
	const struct init *init;                 /* never NULL: the last row is any other */
	bool systemd;
};

/* Fills place for the system below root (sys/tree.h). */
void place_find(const char *root, struct place *place);

#endif
