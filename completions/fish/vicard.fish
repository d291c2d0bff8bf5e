complete -c vicard -f
complete -c vicard -s h -l help -d 'show the options'
complete -c vicard -s V -l version -d 'show the version'
complete -c vicard -l color -x -a 'auto always never' -d 'colour in messages'
complete -c vicard -l host -x -a '(__fish_print_hostnames)' -d 'where the reader listens'
complete -c vicard -l port -x -d 'its port'
complete -c vicard -l atr -x -d 'insert a card with this ATR at the start'
