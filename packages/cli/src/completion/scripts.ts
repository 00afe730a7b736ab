/*
 * Each script hands the words up to the cursor to `ocip __complete` and shows what comes back: lines of
 * a value, a tab and a description, and last a line `:file`, `:folder` or `:none` that says whether paths
 * may stand there as well.
 */

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** How to switch completion on, by shell. */
export const howTo: Readonly<Record<Shell, string>> = {
  bash: "echo 'source <(ocip completion bash)' >> ~/.bashrc",
  zsh: "echo 'source <(ocip completion zsh)' >> ~/.zshrc   # after compinit",
  fish: 'ocip completion fish > ~/.config/fish/completions/ocip.fish',
  powershell: 'ocip completion powershell >> $PROFILE',
};

export function completionScript(shell: Shell): string {
  return scripts[shell];
}

const bash = `# bash completion for ocip
_ocip() {
  local rest="\${COMP_LINE:0:COMP_POINT}" marks="" kind="" i mark word cur cut line value
  local -a words=()
  # Readline ends words at colons, equals signs and at signs as well: what no blank parts is one word.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if ((i == 0)) || [[ "$rest" == [[:blank:]]* ]]; then
      rest="\${rest#"\${rest%%[![:blank:]]*}"}"
      words+=("")
    fi
    ((i < COMP_CWORD)) || word="$rest"
    words[\${#words[@]} - 1]+="$word"
    rest="\${rest#"$word"}"
  done
  words=("\${words[@]//[\\"\\'\\\\]/}")
  cur="\${words[\${#words[@]} - 1]}"
  # Only what follows the last of these marks is replaced.
  for mark in "@" "=" ":"; do
    if [[ "$COMP_WORDBREAKS" == *"$mark"* ]]; then marks+="$mark"; fi
  done
  if [[ -n "$marks" ]]; then cut="\${cur%"\${cur##*[$marks]}"}"; else cut=""; fi
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :*) kind="\${line#:}" ;;
      *) value="\${line%%$'\\t'*}"; COMPREPLY+=("$(printf '%q' "\${value:\${#cut}}")") ;;
    esac
  done < <(OCIP_COMPLETING=1 ocip __complete -- "\${words[@]:1}" 2>/dev/null)
  case "$kind" in
    file) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur") ;;
    folder) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$cur") ;;
    *) return ;;
  esac
  compopt -o filenames 2>/dev/null
}
complete -F _ocip ocip
`;

const zsh = `#compdef ocip
_ocip() {
  local line value text kind=""
  local -a items
  while IFS= read -r line; do
    case "$line" in
      :*) kind="\${line#:}" ;;
      *)
        value="\${line%%$'\\t'*}"
        text="\${line#*$'\\t'}"
        if [[ "$text" == "$line" || -z "$text" ]]; then items+=("\${value//:/\\\\:}")
        else items+=("\${value//:/\\\\:}:$text"); fi ;;
    esac
  done < <(OCIP_COMPLETING=1 ocip __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#items} )) && _describe 'ocip' items
  case "$kind" in
    file) _files ;;
    folder) _files -/ ;;
  esac
}
compdef _ocip ocip
`;

const fish = `# fish completion for ocip
function __ocip_complete
  set -l words (commandline -opc)[2..-1] (commandline -ct)
  for line in (env OCIP_COMPLETING=1 ocip __complete -- $words 2>/dev/null)
    switch $line
      case ':file'
        __fish_complete_path (commandline -ct)
      case ':folder'
        __fish_complete_directories (commandline -ct)
      case ':*'
      case '*'
        echo $line
    end
  end
end
complete -c ocip -f -a '(__ocip_complete)'
`;

const powershell = `# PowerShell completion for ocip
Register-ArgumentCompleter -Native -CommandName ocip -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or
      ($_.Extent.EndOffset -eq $cursorPosition -and $wordToComplete -eq '') } |
    ForEach-Object { $_.Extent.Text.Trim("'", '"') })
  $words += $wordToComplete
  $env:OCIP_COMPLETING = '1'
  try {
    ocip __complete -- @words 2>$null | ForEach-Object {
      if ($_.StartsWith(':')) { return }
      $value, $text = $_ -split "\`t", 2
      $quoted = if ($value -match '[\\s''"\`$;(){}@&|<>]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
      if (-not $text) { $text = $value }
      [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $text)
    }
  } finally {
    Remove-Item Env:OCIP_COMPLETING
  }
}
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
