#!/bin/busybox sh
# The first process of the guest: devices, modules, udev, then the checks, then the end.
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
ln -sf /proc/self/fd /dev/fd
while read -r module parameters; do insmod "/modules/$module" $parameters || echo "no $module"; done < /modules/order
mount -t configfs configfs /sys/kernel/config
if [ -x /lib/systemd/systemd-udevd ]; then
  /lib/systemd/systemd-udevd --daemon --resolve-names=early
  udevadm trigger --action=add
  udevadm settle
fi
ip link set lo up
export PATH=/usr/bin:/bin:/sbin NO_COLOR=1
stty -F /dev/ttyS1 raw -echo
cd /kiosk || exit
node run-checks.mjs > /dev/ttyS1 2>&1
echo "guest ended $?" > /dev/ttyS1
sleep 0.3
reboot -f
