#include "pcsc_scan/doctor/place.h"

#include "base/span.h"
#include "sys/paths.h"
#include "sys/tree.h"

#include <stdio.h>
#include <string.h>

/* The first match counts: ID of os-release is compared with all rows, then each word of ID_LIKE. */
static const struct distribution distributions[] = {
	{"fedora",
         "/run/ostree-booted",
         "rpm-ostree install",
         "rpm-ostree upgrade",
         {"pcsc-lite", "pcsc-lite-ccid"},
         NULL,
         NULL},
	{"debian",
         NULL,
         "apt-get install",
         "apt-get install --only-upgrade",
         {"pcscd", "libccid"},
         NULL,
         NULL},
	{"ubuntu",
         NULL,
         "apt-get install",
         "apt-get install --only-upgrade",
         {"pcscd", "libccid"},
         NULL,
         NULL},
	{"fedora", NULL, "dnf install", "dnf upgrade", {"pcsc-lite", "pcsc-lite-ccid"}, NULL, NULL},
	{"rhel", NULL, "dnf install", "dnf upgrade", {"pcsc-lite", "pcsc-lite-ccid"}, NULL, NULL},
	{"arch", NULL, "pacman -S", "pacman -Syu", {"pcsclite", "ccid"}, NULL, NULL},
	{"opensuse",
         "/usr/sbin/transactional-update",
         "transactional-update pkg install",
         "transactional-update pkg update",
         {"pcsc-lite", "pcsc-ccid"},
         NULL,
         NULL},
	{"opensuse",
         NULL,
         "zypper install",
         "zypper update",
         {"pcsc-lite", "pcsc-ccid"},
         NULL,
         NULL},
	{"suse", NULL, "zypper install", "zypper update", {"pcsc-lite", "pcsc-ccid"}, NULL, NULL},
	{"alpine", NULL, "apk add", "apk add --upgrade", {"pcsc-lite", "ccid"}, NULL, NULL},
	{"gentoo",
         NULL,
         "emerge",
         "emerge --update",
         {"sys-apps/pcsc-lite", "app-crypt/ccid"},
         NULL,
         NULL},
	{"nixos",
         NULL,
         NULL,
         NULL,
         {"pcsclite", "ccid"},
         "set services.pcscd.enable = true in /etc/nixos/configuration.nix (its drivers are "
         "services.pcscd.plugins)",
         "nixos-rebuild switch"},
};

/* The last row is for any other init system, for which the command to start pcscd is unknown. */
static const struct init inits[] = {
	{"/run/systemd/system", "/usr/lib/systemd/system/pcscd.service",
         "systemctl start pcscd.socket", "systemctl restart pcscd"},
	{"/run/systemd/system", "/lib/systemd/system/pcscd.service", "systemctl start pcscd.socket",
         "systemctl restart pcscd"},
	{"/run/systemd/system", "/etc/systemd/system/pcscd.service", "systemctl start pcscd.socket",
         "systemctl restart pcscd"},
	{"/run/openrc", "/etc/init.d/pcscd", "rc-service pcscd start", "rc-service pcscd restart"},
	{"/etc/init.d", "/etc/init.d/pcscd", "service pcscd start", "service pcscd restart"},
	{NULL, NULL, NULL, NULL},
};

/* Stores the value of KEY in os-release (os-release(5)) without its quotes. */
static void release_value(const char *root, const char *key, char *value, size_t size)
{
	static const char *const files[] = {"/etc/os-release", "/usr/lib/os-release"};
	enum { RELEASE_MAX = 64 << 10 };
	struct file file = {.data = ""};
	struct span rest, line;

	*value = '\0';
	if (tree_read(root, files[0], RELEASE_MAX, &file) != 0 &&
	    tree_read(root, files[1], RELEASE_MAX, &file) != 0)
		return;
	rest = (struct span){file.data, file.length};
	while (span_line(&rest, &line)) {
		struct span text = span_from(line, strlen(key));

		if (!span_starts(line, key) || !span_starts(text, "="))
			continue;
		text = span_from(text, 1);
		if (text.length >= 2 && (*text.text == '"' || *text.text == '\''))
			text = (struct span){text.text + 1, text.length - 2};
		snprintf(value, size, "%.*s", (int)text.length, text.text);
	}
	file_free(&file);
}

static const struct distribution *row_of(const char *root, const char *id, size_t length)
{
	for (size_t i = 0; i < sizeof distributions / sizeof distributions[0]; i++) {
		const struct distribution *row = &distributions[i];
		size_t n = strlen(row->id);

		/* "opensuse-leap" counts as opensuse. */
		if (length >= n && memcmp(row->id, id, n) == 0 && (length == n || id[n] == '-') &&
		    (row->mark == NULL || tree_kind(root, row->mark) != TREE_NOTHING))
			return row;
	}
	return NULL;
}

static const struct distribution *find_distribution(const char *root)
{
	char id[128], like[256];

	release_value(root, "ID", id, sizeof id);
	release_value(root, "ID_LIKE", like, sizeof like);
	const struct distribution *row = row_of(root, id, strlen(id));
	for (const char *word = like; row == NULL && *word != '\0';) {
		size_t length = strcspn(word, " ");

		row = row_of(root, word, length);
		word += length;
		word += strspn(word, " ");
	}
	return row;
}

static const struct init *find_init(const char *root)
{
	const struct init *row = inits;

	while (row->mark != NULL &&
	       (tree_kind(root, row->mark) == TREE_NOTHING ||
	        tree_kind(root, row->script) == TREE_NOTHING))
		row++;
	return row;
}

/* The name becomes part of a command: only plain characters are accepted. */
static void take_name(struct place *place, const char *name)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	if (name[strspn(name, plain)] == '\0' && strlen(name) < sizeof place->name)
		memcpy(place->name, name, strlen(name) + 1);
}

/* Returns whether the list, separated by ";", contains the word. */
static bool lists(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (; *list != '\0'; list += strcspn(list, ";"), list += *list == ';')
		if (strcspn(list, ";") == length && memcmp(list, word, length) == 0)
			return true;
	return false;
}

/* flatpak-metadata(5): "name=org.example.App" and "sockets=x11;pcsc;". */
static bool find_flatpak(const char *root, struct place *place)
{
	enum { INFO_MAX = 1 << 20 };
	struct span rest, text;
	struct file file;

	if (tree_read(root, "/.flatpak-info", INFO_MAX, &file) != 0)
		return tree_kind(root, "/.flatpak-info") != TREE_NOTHING;
	rest = (struct span){file.data, file.length};
	while (span_line(&rest, &text)) {
		char line[512];

		snprintf(line, sizeof line, "%.*s",
		         (int)(text.length < sizeof line ? text.length : 0), text.text);
		if (strncmp(line, "name=", 5) == 0 && place->name[0] == '\0')
			take_name(place, line + 5);
		if (strncmp(line, "sockets=", 8) == 0)
			place->allowed = lists(line + 8, "pcsc");
	}
	file_free(&file);
	return true;
}

/* AppArmor's label of a process in a snap is "snap.NAME.APP (enforce)"; with "complain" it is not
 * confined. Without AppArmor, the root file system is that of the base snap. */
static bool find_snap(const char *root, struct place *place)
{
	const char *name = paths_environment("SNAP_INSTANCE_NAME");
	char label[256];

	if (tree_line(root, "/proc/self/attr/current", label, sizeof label) &&
	    strncmp(label, "snap.", 5) == 0 && strstr(label, " (enforce)") != NULL) {
		label[5 + strcspn(label + 5, ".")] = '\0';
		take_name(place, label + 5);
		return true;
	}
	if (name == NULL || tree_kind(root, "/meta/snap.yaml") == TREE_NOTHING)
		return false;
	take_name(place, name);
	return true;
}

/* Files that show that this is a container. If a row has no name, the file contains it. */
static const struct {
	const char *path, *name;
} marks[] = {
	{"/.dockerenv", "docker"},
	{"/run/.containerenv", "podman"},
	{"/run/secrets/kubernetes.io", "kubernetes"},
	{"/var/run/secrets/kubernetes.io", "kubernetes"},
	{"/run/systemd/container", NULL},
	{"/run/host/container-manager", NULL},
};

static bool find_container(const char *root, struct place *place)
{
	char name[64];

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (tree_kind(root, marks[i].path) == TREE_NOTHING)
			continue;
		if (marks[i].name == NULL)
			tree_line(root, marks[i].path, name, sizeof name);
		take_name(place, marks[i].name != NULL ? marks[i].name : name);
		return true;
	}
	return false;
}

/* systemd writes "wsl" to /run/systemd/container; the kernel release contains it as well. */
static bool find_wsl(const char *root)
{
	char release[128];

	tree_line(root, "/proc/sys/kernel/osrelease", release, sizeof release);
	return strstr(release, "microsoft") != NULL || strstr(release, "Microsoft") != NULL;
}

void place_find(const char *root, struct place *place)
{
	*place = (struct place){.kind = PLACE_SYSTEM};
	if (find_flatpak(root, place))
		place->kind = PLACE_FLATPAK;
	else if (find_snap(root, place))
		place->kind = PLACE_SNAP;
	else if (find_container(root, place) && strcmp(place->name, "wsl") != 0)
		place->kind = PLACE_CONTAINER;
	else if (find_wsl(root))
		place->kind = PLACE_WSL;
	place->distribution = find_distribution(root);
	place->init = find_init(root);
	place->systemd = tree_kind(root, "/run/systemd/system") == TREE_DIRECTORY;
}
