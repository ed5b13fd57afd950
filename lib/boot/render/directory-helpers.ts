/** Accounts of an institution's directory. Shell functions by name, with the functions that they call. */
export const DIRECTORY_HELPERS = {
  directory_accounts: {
    needs: ['put', 'enable_units'],
    text: `# directory_accounts [PASSWORD_FILE]: sssd's settings come by standard input, and become these and the password
directory_accounts() {
  local file=/etc/sssd/sssd.conf settings password known=''
  settings=$(cat)
  if [[ -n \${1:-} ]]; then
    password=$(< "$1")
    if [[ -z $password || $password == [[:space:]]* || $password == *[[:space:]] || $password == *[[:cntrl:]]* ]]; then
      echo "the password for the directory is not one line without blanks at its ends" >&2
      return 1
    fi
    settings+=$'\\n'"ldap_default_authtok = $password"
  fi
  if [[ -e $file ]]; then known=$(< "$file"); fi
  sed -i -E '/^(passwd|group):/{/ sss( |$)/!s/$/ sss/}' /etc/nsswitch.conf
  if [[ $known == "$settings" ]] && systemctl --quiet is-active sssd; then return 0; fi
  put "$file" 0600 root:root <<< "$settings"
  # As packaged, sockets start what the settings do not name: it would look after passwords, sudo and SSH as well.
  SYSTEMCTL_SKIP_SYSV=1 systemctl disable --quiet sssd-{autofs,nss,pac,pam,ssh,sudo}.socket 2> /dev/null || true
  enable_units sssd
  systemctl restart sssd
}`,
  },
} as const;
