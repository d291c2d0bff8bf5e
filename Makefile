# pcsckit: see `make help`.  Everything is built below $(B); nothing is configured.
VERSION = 1.0.0
prefix ?= $(or $(PREFIX),/usr/local)
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
B ?= build
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
INSTALL ?= install
# Where the programs look for their files if these are not found relative to the program's own file.
built_datadir = $(datadir)
built_libexecdir = $(libexecdir)
quote = '$(subst ','\'',$(1))'

# make splits names at blanks, so if the name of the build directory has blanks, a symbolic link is used instead.
ifneq ($(words [$(B)]),1)
override B := $(shell mkdir -p $(call quote,$(B)) && \
	link=.build-$$(printf %s $(call quote,$(B)) | cksum | tr -d ' ') && ln -sfn $(call quote,$(B)) $$link && echo $$link)
endif

# The settings of the last build. make install uses these, regardless of who calls it and with what variables.
kept = CC AR cflags CFLAGS CPPFLAGS ldflags LDFLAGS PKG_CONFIG SAN STATIC WERROR VERSION built_datadir built_libexecdir
-include $(if $(filter-out install,$(or $(MAKECMDGOALS),all)),,$(B)/obj/kept.mk)
# In link order: a room stands before the rooms that it calls (tests/rooms.txt).
ROOMS = app render script capture apdu stats cards reader atr tlv names words sys base
PROGRAMS = atr_parser pcsc_scan scriptor vicard

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wwrite-strings \
	-Wmissing-prototypes -Wstrict-prototypes -Wold-style-definition -Wcast-qual -Wpointer-arith \
	-Wno-missing-field-initializers -Wformat=2 -Wundef -Wvla -Wswitch-enum -Wimplicit-fallthrough
SANITIZE = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer -DUNCONFINED)
Q = $(if $(filter 0,$(or $(V),0)),@)
# begin WORD: prints what is being made. It starts no program; the directories of the objects exist (see kept.mk).
begin = $(if $(silent),,$(if $(Q),$(info $(1)$(patsubst $(B)/%,%,$@))))
silent = $(findstring s,$(firstword -$(MAKEFLAGS)))
obj = $(B)/obj
# Hardening flags that the compiler supports; not _FORTIFY_SOURCE with a sanitizer, as it hides errors from it.
hardening = $(eval hardening := $$(shell tools/takes $(obj)/takes $$(call quote,$$(CC)) \
	$$(call quote,$$(CPPFLAGS) $$(CFLAGS)) -fstack-clash-protection -fcf-protection -mbranch-protection=standard \
	$$(if $$(SAN),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)))$(hardening)
# Headers are included with their room, "atr/atr.h", or their program, "vicard/options.h".
cflags = -std=c11 -D_POSIX_C_SOURCE=200809L -D_$(if $(apple),DARWIN_C,DEFAULT)_SOURCE -I lib -I . \
	-D_FILE_OFFSET_BITS=64 $(WARNINGS) -fstack-protector-strong $(hardening) -fPIE -MMD -MP $(SANITIZE) \
	$(call quote,-fdebug-prefix-map=$(CURDIR)=.) $(if $(WERROR),-Werror)
apple := $(filter darwin% macos%,$(subst -, ,$(shell $(CC) -dumpmachine 2>/dev/null)))
ldflags = $(if $(apple),,-pie -Wl,-z,relro,-z,now -Wl,--as-needed) $(SANITIZE)
objects = $(patsubst %.c,$(obj)/%.o,$(sort $(wildcard $(1)/*.c $(1)/*/*.c)))
room = $(obj)/lib/lib$(1).a
archives = $(foreach r,$(ROOMS),$(call room,$(r)))
pure = $(foreach r,$(filter-out app render sys,$(ROOMS)),$(call room,$(r)))
pcsc = $(if $(apple),$(if $(filter libs,$(1)),-framework PCSC),$(call package,$(1),libpcsclite))
package = $(shell $(PKG_CONFIG) --$(1) $(2))
helpers = $(addprefix $(B)/libexec/pcsckit/,list-update capture atr_parser.cgi)
cgi = $(filter %.cgi,$(helpers))
.DELETE_ON_ERROR .SECONDARY:

# The link command of all programs and libraries; each target sets its own flags and libraries.
linkflags = $(ldflags)
define link
	$(call begin,  LINK   )@mkdir -p $(@D)
	$(Q)$(CC) $(linkflags) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) $(filter %.a %.1,$^) $(libraries)
endef

all: programs data man completions ## build the programs in build/bin, or in bin below B
	$(if $(MAKECMDGOALS)$(silent),,@echo 'The programs are in $(B)/bin; "make help" lists what else there is.')
programs: $(PROGRAMS:%=$(B)/bin/%) $(B)/bin/ATR_analysis $(helpers)

# When the flags change, everything is built again.
hash := \#
keep = override $(1) := $(subst $(hash),\$(hash),$(subst $$,$$$$,$($(1))))
$(obj)/kept.mk: FORCE
	@$(PKG_CONFIG) --exists $(if $(apple),,libpcsclite libseccomp) jansson libcurl libedit libpcap || { \
		echo 'make: missing for the build: pkg-config libpcsclite-dev libjansson-dev libcurl4-openssl-dev' \
		'libedit-dev libpcap-dev libseccomp-dev (tests/need build installs them)' >&2; exit 1; }
	@mkdir -p $(sort $(patsubst %,$(obj)/%,$(filter-out $(B)/%,$(dir $(wildcard */*.c */*/*.c */*/*/*.c)))))
	@printf '%s\n' $(foreach k,$(kept),$(call quote,$(call keep,$(k)))) >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
$(obj)/%.o: %.c $(obj)/kept.mk # libpcap uses the default time_t, so its caller must too
	$(call begin,  CC     )
	$(Q)$(CC) $(cflags) $(if $(filter %/packets.o,$@),,-D_TIME_BITS=64) $(own_cflags) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
# Only the files that use a library get its compiler flags, so no other file can include its headers.
use_libpcsclite = $(addprefix lib/sys/pcsc/,pcsc pcsc_link pcsc_request) $(addprefix bench/,bare bare_watch)
use_jansson = lib/render/json bench/objects
use_libedit = lib/sys/terminal/editor
use_libcurl = list_update/fetch
use_libpcap = capture/packets
use_libseccomp = lib/sys/process/confine
$(foreach p,$(if $(apple),,libpcsclite libseccomp) jansson libedit libcurl libpcap,$(eval $(use_$(p):%=$(obj)/%.o): \
	own_cflags = $$(call package,cflags,$(p))))
$(obj)/lib/sys/paths.o: own_cflags = -DDATADIR='"$(built_datadir)"' -DLIBEXECDIR='"$(built_libexecdir)"'
$(obj)/lib/sys/cli/cli_help.o: own_cflags = -DVERSION='"$(VERSION)"'
$(obj)/lib/app/drivers.o: own_cflags = -DUSB_DROP_DIR='"$(or $(call pcsc,variable=usbdropdir),/usr/lib/pcsc/drivers)"'
$(B)/bin/% $(B)/tools/% $(B)/tests/fuzz/%: libraries = $(call pcsc,libs) $(call package,libs,jansson) -lpthread -ldl
$(foreach r,$(ROOMS),$(eval $(call room,$(r)): $(call objects,lib/$(r))))
$(archives):
	$(call begin,  AR     )
	$(Q)rm -f $@ && $(AR) rcs $@ $^
# Each program, and a tool, linked with the program's table of options, that writes its shell completions.
define program_rule
$(B)/bin/$(1): $(call objects,$(1)) $(archives); $$(link)
$(B)/tools/$(1): $(filter-out %/main.o,$(call objects,$(1))) $(call objects,tools/options) $(archives); $$(link)
endef
$(foreach p,$(PROGRAMS),$(eval $(call program_rule,$(p))))
$(helpers): libraries = $(call package,libs,$(if $(apple),,libseccomp) $(if $(filter capture,$(@F)),libpcap,libcurl))
$(foreach h,$(helpers),$(eval $(h): $(call objects,$(subst .,_,$(subst -,_,$(notdir $(h))))) $(archives); $$(link)))
# A web server starts this for each request, and the dynamic loader takes long: link it statically where possible.
$(cgi): $(filter-out %/site.o,$(call objects,atr_parser/page)) $(addprefix $(obj)/atr_parser/,answer.o input/read.o)
$(cgi): libraries = $(call package,libs,jansson) -lpthread
$(cgi): linkflags = $(ldflags) $(if $(SAN)$(apple)$(filter no,$(STATIC)),,$(shell tools/static $(CC) $(libraries)))
$(B)/bin/ATR_analysis: $(B)/bin/atr_parser; @ln -sf atr_parser $@
copy = @mkdir -p $(@D) && cp $< $@
# Files that programs read at run time have the same place below build/ as below the prefix.
data: $(patsubst data/%,$(B)/share/pcsckit/%,$(wildcard data/smart* data/*.schema.json data/examples/* data/web/*))
man_file = $(B)/share/man/man$(subst .,,$(suffix $(1)))/$(notdir $(1))
man: $(foreach m,$(wildcard man/*.[1-8]) ATR_analysis.1,$(call man_file,$(m)))
$(call man_file,ATR_analysis.1): $(call man_file,atr_parser.1); @ln -sf atr_parser.1 $@
$(B)/share/pcsckit/%: data/%; $(copy)
$(foreach n,1 5 7 8,$(eval $(B)/share/man/man$(n)/%.$(n): man/%.$(n); $$(copy)))
# completion_rule SHELL FILE: % in FILE is the program's name. RUN runs programs built for another machine.
define completion_rule
completions: $(foreach p,$(PROGRAMS),$(B)/share/$(subst %,$(p),$(2)))
$(B)/share/$(2): $(B)/tools/%; @mkdir -p $$(@D) && $(RUN) $$< $(1) >$$@
endef
$(eval $(call completion_rule,bash,bash-completion/completions/%))
$(eval $(call completion_rule,zsh,zsh/site-functions/_%))
$(eval $(call completion_rule,fish,fish/vendor_completions.d/%.fish))
named = bindir libexecdir datadir mandir sysconfdir bashcompletiondir zshcompletiondir fishcompletiondir \
	systemdsystemunitdir sysusersdir polkitrulesdir PROGRAM_PREFIX
into = $(foreach v,B PROGRAMS INSTALL DESTDIR built_datadir built_libexecdir $(named),$(v)=$(call quote,$($(v))))
install: all ## install to prefix, below DESTDIR
	$(Q)$(into) tools/install.sh install
	$(if $(silent),,@echo $(call quote,Installed in $(DESTDIR)$(prefix).))
uninstall: ; $(Q)$(into) tools/install.sh uninstall ## remove what make install installed
# Unit tests of the pure rooms link only those rooms; those of render also jansson; those of app need all rooms.
unit: $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c tests/unit/*/test_*.c))
$(B)/tests/unit/%: libraries = $(if $(findstring /unit/render/,$@),$(call package,libs,jansson)) -lcmocka
$(B)/tests/unit/%: linkflags = $(ldflags) -Wl,@tests/fuzz/wrap.ld
$(B)/tests/unit/app/%: $(obj)/tests/unit/app/%.o $(obj)/tests/fuzz/wrap.o $(archives); $(link)
$(B)/tests/unit/render/%: $(obj)/tests/unit/render/%.o $(obj)/tests/fuzz/wrap.o $(call room,render) $(pure); $(link)
$(B)/tests/unit/%: $(obj)/tests/unit/%.o $(obj)/tests/fuzz/wrap.o $(pure); $(link)

fuzzers: $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c)) # with clang and SAN=fuzzer-no-link,...
more = $(patsubst %,$(obj)/%.o,tests/fuzz/wrap list_update/survey atr_parser/page/cgi_request \
	scriptor/prompt/prompt_complete $(addprefix pcsc_scan/,hooks/hook_job show/event_json show/naming show/state_words))
$(B)/tests/fuzz/%: linkflags = $(ldflags) -fsanitize=fuzzer -Wl,@tests/fuzz/wrap.ld
$(B)/tests/fuzz/%: $(obj)/tests/fuzz/%.o $(more) $(archives); $(link)
$(B)/tests/fuzz/fuzz_vicard: $(call objects,vicard/card) $(obj)/vicard/input/control.o

# For tests, never sanitized so that they work with any build: a fake PC/SC service (for LD_LIBRARY_PATH), a driver for
# the real pcscd (tests/ifd/config.c), LD_PRELOAD libraries of the soak and fault tests, PC/SC clients.
fake = $(B)/tests/fake/libpcsclite.so.1
ifd = $(B)/tests/ifd/libifdtest.so
preloads = $(patsubst %,$(B)/tests/%.so,soak/clock faults/memory faults/attempts)
clients = $(B)/tests/fake/client $(B)/tests/fake/limits
$(fake) $(ifd) $(preloads): linkflags = $(filter-out -fsanitize=% -fPIE -MMD -MP,$(cflags)) -fPIC -shared \
	$(call package,cflags,libpcsclite) $(own_cflags)
$(fake) $(ifd) $(clients): libraries = -lpthread
$(fake): own_cflags = -fvisibility=hidden -Wl,-soname,$(@F)
$(fake): $(wildcard tests/fake/*.[ch]) lib/base/bytes.c lib/base/bytes.h; $(link)
$(ifd): $(wildcard tests/ifd/*.[ch] tests/ifd/*/*.[ch]) $(foreach m,bytes num,lib/base/$(m).c lib/base/$(m).h); $(link)
$(preloads): $(B)/%.so: %.c; $(link)
$(clients): linkflags = $(filter-out -MMD -MP,$(cflags)) $(call package,cflags,libpcsclite) $(ldflags)
$(clients): $(B)/tests/fake/%: tests/fake/client/%.c $(fake); $(link)
fake: $(fake) $(clients) $(preloads) $(ifd)
bench-programs: $(patsubst bench/%.c,$(B)/bench/%,$(wildcard bench/*.c))
$(B)/bench/%: libraries = $(call package,libs,libpcsclite jansson)
$(B)/bench/%: $(obj)/bench/%.o $(pure); $(link)
need-%: ; @tests/need build $*
demo: need-demo ; @echo Building...; $(MAKE) -s all && tests/demo.sh ## show the programs at work, with a virtual card
check: need-check; @tests/check.sh $(GROUPS) ## run all tests, or GROUPS="unit cli pcsc/scriptor"; the last line counts
test: ; @CHECK_PCSC=skip tests/check.sh test ## run the tests that need no root, network, service or further package
dist: ; $(Q)git archive --prefix=pcsckit-$(VERSION)/ -o pcsckit-$(VERSION).tar.gz HEAD ## pack the last commit's sources
check-neighbours: need-check need-neighbours; @tests/check.sh neighbours ## run tests with Wireshark, OpenSC and others
coverage: need-check need-coverage; @tests/coverage.sh ## list lines and branches that the tests reach, by room
lint: need-lint; @tests/lint.sh ## run gcc -fanalyzer, clang-tidy, cppcheck, shellcheck and clang-format
format-check: ; @tests/format.sh ## check that the C files are as clang-format-19 writes them
bench: need-bench ; @$(MAKE) -s all && bench/run.sh ## compare the speed with that of pcsc-tools and others
fuzz: need-fuzz; @tests/fuzz.sh long ## run the fuzzers, or FUZZ="render atr", for 2 minutes or FUZZ_RUNS=10000000
soak: need-check; @$(MAKE) -s all fake && tests/soak.sh long ## run pcsc_scan for an hour, while pcscd restarts
worlds: ; @tests/worlds.sh ## run demo and all tests in a bare trixie and a bare sid; QUICK=1: a part, in trixie
ports: need-worlds; @WORLDS=ports tests/worlds.sh ## test i386, arm64, armhf and s390x under qemu; musl; macOS
clean: ; $(Q)rm -rf "$$(readlink -f $(B))" $(B) ## remove the build directory; if it is a link, what it leads to as well
help: ## show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile
	@echo 'Variables: CC CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG V=1 WERROR=1 STATIC=no SAN=address,undefined B=build'
	@echo 'Variables of install: DESTDIR INSTALL prefix (or PREFIX) $(named)'
.PHONY: all programs data man completions install uninstall unit fuzzers fake test dist check check-neighbours lint \
	coverage format-check demo bench bench-programs fuzz soak worlds ports clean help FORCE

-include $(shell find $(obj) -name '*.d' 2>/dev/null)
