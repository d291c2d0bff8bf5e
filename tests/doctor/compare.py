#!/usr/bin/env python3
# compare.py SAID: checks that `pcsc_scan --doctor --json` reported for each world what its file
# "expected" says. SAID/WORLD is its output, SAID/WORLD.status its exit status. Prints each
# difference with the world's name. Each line of "expected" is one of
#   status N
#   found CHECK...           all checks that find a problem, in order, and no others
#   verdict TEXT             part of the verdict
#   command TEXT             the whole command, after "as root: " or "on host: "; -: none
#   ok|none|unknown CHECK [TEXT]     the result of another check; TEXT is part of its text
# @USER@ stands for the user who runs the tests, @GROUP@ for a group other than root's.
import json
import os
import pwd
import sys

GROUP = '12345' if os.getuid() == 0 else str(os.getgid())


def command_of(line):
    if line['command'] is None:
        return '-'
    return ('as root: ' if line['as_root'] else '') + ('on host: ' if line['on_host'] else '') + line['command']


def problems(expected, status, checks):
    verdict = checks['verdict']
    found = [name for name, line in checks.items() if line['state'] == 'found' and name != 'verdict']
    wanted_found = []
    for line in expected:
        word, _, rest = line.partition(' ')
        if word == 'status' and int(rest) != status:
            yield f'status {status}, not {rest}'
        elif word == 'found':
            wanted_found = rest.split()
        elif word == 'verdict' and rest not in verdict['text']:
            yield f'verdict: {verdict["text"]!r} has no {rest!r}'
        elif word == 'command' and command_of(verdict) != rest:
            yield f'command {command_of(verdict)!r}, not {rest!r}'
        elif word in ('ok', 'none', 'unknown'):
            name, _, text = rest.partition(' ')
            if checks[name]['state'] != word or text not in checks[name]['text']:
                yield f'{name}: {checks[name]["state"]}: {checks[name]["text"]!r}, not {word}: {text!r}'
        elif word not in ('status', 'verdict', 'command'):
            yield f'not understood: {line}'
    if found != wanted_found:
        yield f'found {found}, not {wanted_found}: ' + '; '.join(checks[n]['text'] for n in found)
    heads = [line.split()[0] for line in expected]
    for word in ('status', 'verdict', 'command'):
        if heads.count(word) != 1:
            yield f'expected has {heads.count(word)} lines "{word}"'


def read(*path):
    with open(os.path.join(*path), encoding='utf-8') as file:
        return file.read()


said, worlds = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
names = {'@USER@': pwd.getpwuid(os.getuid()).pw_name, '@GROUP@': GROUP}
wrong = 0
for world in sorted(name for name in os.listdir(worlds) if os.path.isdir(os.path.join(worlds, name))):
    text = read(worlds, world, 'expected')
    for name, value in names.items():
        text = text.replace(name, value)
    try:
        checks = {line['check']: line for line in map(json.loads, read(said, world).splitlines())}
        found = list(problems(text.splitlines(), int(read(said, world + '.status')), checks))
    except (KeyError, OSError, ValueError) as error:
        found = [f'no output of the doctor: {error!r}']
    for problem in found:
        print(f'{world}: {problem}')
        wrong = 1
sys.exit(wrong)
