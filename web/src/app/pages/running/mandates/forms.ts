import { AppointmentForm } from "./appointment.tsx";
import { MandateForm } from "./mandate.tsx";
import { RevocationForm } from "./revocation.tsx";

/** The form of each kind of paper. */
export const FORMS = {
  mandate: MandateForm,
  revocation: RevocationForm,
  appointment: AppointmentForm,
} as const;
