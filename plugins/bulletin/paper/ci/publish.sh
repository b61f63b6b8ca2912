status=0
bulletin publish --yes || status=$?
if [ "$status" = 3 ]; then
  echo "有几份扣发，其余已经做好"
elif [ "$status" != 0 ]; then
  exit "$status"
fi
