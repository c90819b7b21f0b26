import {
  Accessibility, Activity, AirVent, AlarmSmoke, Ambulance, ArrowUpDown, Bell, BellRing, Box, Boxes, Building, Building2, Cable, Camera, Car, CarFront, Cctv, CircleDot, CircleParking, CloudSun, DoorClosed, DoorOpen,
  Droplet, Droplets, EvCharger, Fence, FireExtinguisher, Flame, Footprints, Gauge, Heart, HeartPulse, House, HousePlug, IdCard, KeyRound, Lamp, LampDesk, LampWallUp, Leaf, Lightbulb, Lock, type LucideIcon, Mailbox, MoveVertical,
  Package, PackageOpen, PersonStanding, Phone, PhoneCall, Plug, PlugZap, Radar, Recycle, ScanFace, Shield, ShieldAlert, Siren, SquareParking, Stethoscope, Sun, Thermometer, TrafficCone, Trash, Trash2, TriangleAlert, Users, Video, Warehouse, Watch, Waves, Wind, Zap,
} from 'lucide-react'

/** The icons a declaration may name, as lucide writes them; bundling all 1,700 would weigh more than the rest of the page. */
const icons: Readonly<Record<string, LucideIcon>> = {
  Accessibility, Activity, AirVent, AlarmSmoke, Ambulance, ArrowUpDown, Bell, BellRing, Box, Boxes, Building, Building2, Cable, Camera, Car, CarFront, Cctv, CircleDot, CircleParking, CloudSun, DoorClosed, DoorOpen,
  Droplet, Droplets, EvCharger, Fence, FireExtinguisher, Flame, Footprints, Gauge, Heart, HeartPulse, House, HousePlug, IdCard, KeyRound, Lamp, LampDesk, LampWallUp, Leaf, Lightbulb, Lock, Mailbox, MoveVertical,
  Package, PackageOpen, PersonStanding, Phone, PhoneCall, Plug, PlugZap, Radar, Recycle, ScanFace, Shield, ShieldAlert, Siren, SquareParking, Stethoscope, Sun, Thermometer, TrafficCone, Trash, Trash2, TriangleAlert, Users, Video, Warehouse, Watch, Waves, Wind, Zap,
}

const pascal = (name: string): string => name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')

/** True when a declaration's icon (`alarm-smoke` or `AlarmSmoke`) will be drawn as itself. */
export const isIconKnown = (name: string): boolean => Object.hasOwn(icons, pascal(name))

/** A lucide icon by its name; a name not bundled is drawn as a plain dot. */
export function Icon({ name, size = 18 }: { readonly name: string; readonly size?: number }) {
  const Drawn = icons[pascal(name)] ?? CircleDot
  return <Drawn size={size} strokeWidth={1.75} aria-hidden="true" />
}
