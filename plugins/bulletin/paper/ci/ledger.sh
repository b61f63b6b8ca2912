git add -A content
if ! git diff --cached --quiet; then
  git -c user.name=press -c user.email=press@localhost commit -q -m "记账 [skip ci]"
  git push -q
fi
