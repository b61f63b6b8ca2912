"""A package for a WeChat 公众号: pages to copy, pictures in its sizes, the drafts ready to send."""
