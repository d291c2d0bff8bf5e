# pcsckit: see `make help`.  Everything is built below $(B); nothing is configured.
VERSION = 0.1.0

PREFIX ?= /usr/local
prefix ?= $(PREFIX)
bindir ?= $(prefix)/bin
libexecdir ?= $(prefix)/libexec
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
sysconfdir ?= $(if $(filter /usr /usr/local,$(patsubst %/,%,$(prefix))),/etc,$(prefix)/etc)
bashcompletiondir ?= $(datadir)/bash-completion/completions
zshcompletiondir ?= $(datadir)/zsh/site-functions
fishcompletiondir ?= $(datadir)/fish/vendor_completions.d
systemdsystemunitdir ?= $(prefix)/lib/systemd/system
sysusersdir ?= $(prefix)/lib/sysusers.d
polkitrulesdir ?= $(sysconfdir)/polkit-1/rules.d
DESTDIR ?=
B ?= build
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
INSTALL ?= install
# Runs what was built for another machine: qemu-aarch64.
RUN ?=
# Where the programs look for their files if these are not found relative to the program's own file.
built_datadir = $(datadir)
built_libexecdir = $(libexecdir)

# For the shell, between single quotes.
quote = $(subst ','\'',$(1))

# make splits names at blanks, so a build directory with a blank in its name is reached through a link.
ifneq ($(words [$(B)]),1)
override B := $(shell mkdir -p '$(call quote,$(B))' && link=.build-$$(printf %s '$(call quote,$(B))' | cksum | tr -d ' ') && \
	ln -sfn '$(call quote,$(B))' $$link && echo $$link)
endif

# What the last build was made with. make install compiles with nothing else, whoever calls it with what.
kept = CC AR CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG SAN WERROR built_datadir built_libexecdir
ifeq ($(MAKECMDGOALS),install)
-include $(B)/obj/kept.mk
endif

# In the order of the arrows: whoever calls stands before whom it calls (tests/rooms.txt).
ROOMS = app render script apdu stats cards reader atr tlv names words sys base
PURE = $(filter-out app render sys,$(ROOMS))
PROGRAMS = atr_parser pcsc_scan scriptor vicard

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wwrite-strings \
	-Wmissing-prototypes -Wstrict-prototypes -Wold-style-definition -Wcast-qual -Wpointer-arith \
	-Wno-missing-field-initializers -Wformat=2 -Wundef -Wvla -Wswitch-enum -Wimplicit-fallthrough
ifdef WERROR
WARNINGS += -Werror
endif
ifdef SAN
SANITIZE = -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
V ?= 0
ifeq ($(V),0)
Q = @
say = @printf '  %-6s %s\n' $(1) '$(patsubst $(B)/%,%,$@)'
else
say = @:
endif

obj = $(B)/obj
# A header is named by its room, "atr/atr.h"; one of a program by its program, "vicard/virtual_card.h".
cflags = -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -I lib -I . $(WARNINGS) \
	-fstack-protector-strong -fPIE -MMD -MP $(SANITIZE)
ldflags = -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(SANITIZE)

sources = $(sort $(wildcard $(1)/*.c $(1)/*/*.c))
objects = $(patsubst %.c,$(obj)/%.o,$(call sources,$(1)))
room = $(obj)/lib/lib$(1).a
archives = $(foreach r,$(ROOMS),$(call room,$(r)))
pure = $(foreach r,$(PURE),$(call room,$(r)))
program = $(B)/bin/$(1)
list_update = $(B)/libexec/pcsckit/list-update

.DELETE_ON_ERROR:
.SECONDARY:

# All that is linked is linked by this, with flags and libraries of the target's own.
linkflags = $(ldflags)
define link
	$(call say,LINK)
	@mkdir -p $(@D)
	$(Q)$(CC) $(linkflags) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) $(filter %.a %.1,$^) $(libraries)
endef

all: programs data man completions

programs: $(foreach p,$(PROGRAMS),$(call program,$(p))) $(B)/bin/ATR_analysis $(list_update)

# Flags decide what a build is: when they change, everything is built again.
flags = $(CC) $(cflags) $(CPPFLAGS) $(CFLAGS) $(ldflags) $(LDFLAGS) $(built_datadir) $(built_libexecdir) $(VERSION)
hash := \#
keep = override $(1) := $(subst $(hash),\$(hash),$(subst $$,$$$$,$($(1))))
$(obj)/flags: FORCE
	@$(PKG_CONFIG) --exists libpcsclite jansson libcurl libedit || { echo 'make: missing for the build: pkg-config' \
		'libpcsclite-dev libjansson-dev libcurl4-openssl-dev libedit-dev (tests/need build installs them)' >&2; exit 1; }
	@mkdir -p $(@D)
	@[ '$(call quote,$(flags))' = "$$(cat $@ 2>/dev/null)" ] || printf '%s\n' '$(call quote,$(flags))' >$@
	@printf '%s\n' $(foreach k,$(kept),'$(call quote,$(call keep,$(k)))') | cmp -s - $(@D)/kept.mk || \
		printf '%s\n' $(foreach k,$(kept),'$(call quote,$(call keep,$(k)))') >$(@D)/kept.mk

$(obj)/%.o: %.c $(obj)/flags
	$(call say,CC)
	@mkdir -p $(@D)
	$(Q)$(CC) $(cflags) $(own_cflags) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# A dependency outside the C library is visible to the files that may use it alone.
$(obj)/lib/sys/pcsc/pcsc.o $(obj)/lib/sys/pcsc/pcsc_request.o: own_cflags = $(shell $(PKG_CONFIG) --cflags libpcsclite)
$(obj)/lib/render/json.o: own_cflags = $(shell $(PKG_CONFIG) --cflags jansson)
$(obj)/lib/sys/paths.o: own_cflags = -DDATADIR='"$(built_datadir)"' -DLIBEXECDIR='"$(built_libexecdir)"'
$(obj)/lib/sys/cli/cli_help.o: own_cflags = -DVERSION='"$(VERSION)"'
$(obj)/lib/sys/terminal/editor.o: own_cflags = $(shell $(PKG_CONFIG) --cflags libedit)
# Where the pcsc-lite of this system looks for drivers.
$(obj)/pcsc_scan/doctor/drivers.o: own_cflags = -DUSB_DROP_DIR='"$(or $(shell $(PKG_CONFIG) \
	--variable=usbdropdir libpcsclite),/usr/lib/pcsc/drivers)"'
$(obj)/list_update/fetch.o: own_cflags = $(shell $(PKG_CONFIG) --cflags libcurl)
# jansson's archive where there is one: a library less to be found and bound at each start.
jansson_archive := $(filter /%,$(shell $(CC) -print-file-name=libjansson.a))
jansson = $(or $(jansson_archive),$(shell $(PKG_CONFIG) --libs jansson))
$(B)/bin/% $(B)/tools/%: libraries = $(shell $(PKG_CONFIG) --libs libpcsclite) $(jansson) -lpthread -ldl
$(B)/bin/vicard: libraries = -lpthread

define room_rule
$(call room,$(1)): $(call objects,lib/$(1))
	$$(call say,AR)
	@mkdir -p $$(@D)
	$$(Q)rm -f $$@ && $$(AR) rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room_rule,$(r))))

# Each program, and with its table of options a tool that writes what shells complete.
define program_rule
$(call program,$(1)): $(call objects,$(1)) $(archives); $$(link)
$(B)/tools/$(1): $(filter-out %/main.o,$(call objects,$(1))) $(call objects,tools/options) $(archives); $$(link)
endef
$(foreach p,$(PROGRAMS),$(eval $(call program_rule,$(p))))

$(list_update): libraries = $(shell $(PKG_CONFIG) --libs libcurl)
$(list_update): $(call objects,list_update) $(archives); $(link)

$(B)/bin/ATR_analysis: $(call program,atr_parser)
	@ln -sf atr_parser $@

define copy
	@mkdir -p $(@D)
	@cp $< $@
endef
# What programs read at run time stands below build/ as it will below the prefix.
shared = $(B)/share/pcsckit
data_files = $(patsubst data/%,$(shared)/%,$(wildcard data/smartcard_list.txt data/*.schema.json \
	data/examples/*))
man_pages = $(wildcard man/*.[1-8])
man_files = $(foreach m,$(man_pages),$(B)/share/man/man$(subst .,,$(suffix $(m)))/$(notdir $(m)))
data: $(data_files)
old_page = $(B)/share/man/man1/ATR_analysis.1
man: $(man_files) $(old_page)
$(old_page): $(B)/share/man/man1/atr_parser.1
	@ln -sf atr_parser.1 $@
$(shared)/%: data/%; $(copy)
$(foreach n,1 5 8,$(eval $(B)/share/man/man$(n)/%.$(n): man/%.$(n); $$(copy)))

# completion_rule SHELL FILE: FILE has a % for the program's name.
define completion_rule
completions: $(foreach p,$(PROGRAMS),$(B)/share/$(subst %,$(p),$(2)))
$(B)/share/$(2): $(B)/tools/%
	@mkdir -p $$(@D)
	@$(RUN) $$< $(1) >$$@
endef
$(eval $(call completion_rule,bash,bash-completion/completions/%))
$(eval $(call completion_rule,zsh,zsh/site-functions/_%))
$(eval $(call completion_rule,fish,fish/vendor_completions.d/%.fish))

directories = bindir libexecdir datadir mandir sysconfdir bashcompletiondir zshcompletiondir fishcompletiondir \
	systemdsystemunitdir sysusersdir polkitrulesdir
into = $(foreach v,B PROGRAMS INSTALL DESTDIR built_datadir built_libexecdir $(directories),$(v)='$(call quote,$($(v)))')
install: all
	$(Q)$(into) tools/install.sh install
uninstall:
	$(Q)$(into) tools/install.sh uninstall

# Unit tests of the pure rooms link these and nothing else; those of render also jansson; those of app need files.
unit_tests = $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c tests/unit/*/test_*.c))
$(B)/tests/unit/%: libraries = -lcmocka
$(B)/tests/unit/render/%: libraries = $(shell $(PKG_CONFIG) --libs jansson) -lcmocka
$(B)/tests/unit/app/%: $(obj)/tests/unit/app/%.o $(archives); $(link)
$(B)/tests/unit/render/%: $(obj)/tests/unit/render/%.o $(call room,render) $(pure); $(link)
$(B)/tests/unit/%: $(obj)/tests/unit/%.o $(pure); $(link)
unit: $(unit_tests)

# Harnesses link the pure rooms (those of render also jansson); for clang, with SAN=fuzzer-no-link,...
fuzzers: $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(B)/tests/fuzz/%: linkflags = $(ldflags) -fsanitize=fuzzer
$(B)/tests/fuzz/%: libraries = $(shell $(PKG_CONFIG) --libs jansson)
$(B)/tests/fuzz/%: $(obj)/tests/fuzz/%.o $(call room,render) $(pure); $(link)
# The card and what commands it, on a connection of the harness's own.
$(B)/tests/fuzz/fuzz_vicard: $(foreach m,control session virtual_card t0,$(obj)/vicard/$(m).o) $(obj)/lib/sys/clock.o

# For tests: a PC/SC service inside the program, found by LD_LIBRARY_PATH; a driver for the service that they start
# (tests/ifd/config.c); the time of day that the soak sets, for LD_PRELOAD. Never sanitized, so that they fit every
# build of a program.
fake = $(B)/tests/fake/libpcsclite.so.1
ifd = $(B)/tests/ifd/libifdtest.so
clock = $(B)/tests/soak/clock.so
$(fake) $(ifd) $(clock): linkflags = $(filter-out -fsanitize=% -fPIE -MMD -MP,$(cflags)) -fPIC -shared \
	$(shell $(PKG_CONFIG) --cflags libpcsclite) $(own_cflags)
$(fake) $(ifd): libraries = -lpthread
$(fake): own_cflags = -fvisibility=hidden -Wl,-soname,$(@F)
$(fake): $(wildcard tests/fake/*.[ch]) lib/base/bytes.c lib/base/bytes.h; $(link)
$(ifd): $(wildcard tests/ifd/*.[ch] tests/ifd/*/*.[ch]) $(foreach m,bytes num,lib/base/$(m).c lib/base/$(m).h); $(link)
$(clock): tests/soak/clock.c; $(link)
# Programs on the service, or on the real one.
$(B)/tests/fake/client $(B)/tests/fake/limits: linkflags = $(filter-out -MMD -MP,$(cflags)) \
	$(shell $(PKG_CONFIG) --cflags libpcsclite) $(ldflags)
$(B)/tests/fake/client $(B)/tests/fake/limits: libraries = -lpthread
$(B)/tests/fake/client $(B)/tests/fake/limits: $(B)/tests/fake/%: tests/fake/client/%.c $(fake); $(link)
fake: $(fake) $(B)/tests/fake/client $(B)/tests/fake/limits $(clock) $(ifd)

check:
	@tests/need build check
	@tests/check.sh $(GROUPS)
format-check:
	@tests/format.sh
demo:
	@tests/need build demo
	@$(MAKE) --no-print-directory all
	@tests/demo.sh
bench-programs: $(patsubst bench/%.c,$(B)/bench/%,$(wildcard bench/*.c))
$(B)/bench/%: $(obj)/bench/%.o $(pure); $(link)
# The bare program that scriptor is held against.
$(obj)/bench/bare.o $(obj)/bench/bare_watch.o: own_cflags = $(shell $(PKG_CONFIG) --cflags libpcsclite)
$(B)/bench/bare $(B)/bench/bare_watch: libraries = $(shell $(PKG_CONFIG) --libs libpcsclite)
# jansson alone, that atr_parser --json is held against.
$(obj)/bench/objects.o: own_cflags = $(shell $(PKG_CONFIG) --cflags jansson)
$(B)/bench/objects: libraries = $(shell $(PKG_CONFIG) --libs jansson)

bench:
	@tests/need build bench
	@$(MAKE) --no-print-directory all
	@bench/run.sh
fuzz:
	@tests/need build fuzz
	@tests/fuzz.sh long

soak:
	@tests/need build check
	@$(MAKE) --no-print-directory all fake
	@tests/soak.sh long

worlds:
	@tests/worlds.sh

# B may be a link; the directory it leads to goes as well.
clean:
	rm -rf "$$(readlink -f $(B))" $(B)

help:
	@echo 'make              build the programs in $(B)/bin'
	@echo 'make demo         show them at work on a private pcscd with a virtual card'
	@echo 'make check        all tests; the last line is "N passed, N failed"; GROUPS="unit cli pcsc/scriptor": these'
	@echo 'make format-check whether the C files are as clang-format-19 writes them'
	@echo 'make install      to prefix=$(prefix), below DESTDIR; make uninstall takes it back'
	@echo 'make bench        speed beside the peers that are installed'
	@echo 'make fuzz         the fuzzers, long; FUZZ="render atr" FUZZ_RUNS=10000000: these, and how many executions'
	@echo 'make soak         pcsc_scan for an hour beside a pcscd that comes and goes; 1,000,000 events; 4 x 200 cards'
	@echo 'make worlds       demo and all tests in a bare trixie and a bare sid; QUICK=1: a part of them, in trixie'
	@echo 'make clean        remove $(B)'
	@echo 'Variables: CC CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG V=1 WERROR=1 SAN=address,undefined B=build'
	@echo 'of install: DESTDIR INSTALL prefix (or PREFIX) $(directories)'

FORCE:
.PHONY: all programs data man completions install uninstall unit fuzzers fake check format-check demo bench bench-programs fuzz soak worlds clean help FORCE

-include $(shell find $(obj) -name '*.d' 2>/dev/null)
