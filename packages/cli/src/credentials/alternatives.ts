/** Where a password can be kept or given, for messages. */
export const passwordAlternatives: readonly string[] = [
  'On a terminal it is asked for; --password-stdin reads it from stdin.',
  'ocip profile add <name> --force with --password-command "program argument" or --password-file <file> ' +
    'names a place.',
  'In CI the environment variable OCIP_PASSWORD holds it; every process of the job can read it there.',
];
