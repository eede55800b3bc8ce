/** The global that `_content/ContactCenter.Desktop/embed.js` makes. See docs/embedding.md. */
declare namespace ContactCenter {
  /** Shows the desktop in a frame inside `place`. The page's origin has to be among the center's `EmbedOrigins`. */
  function embed(place: Element, options: EmbedOptions): EmbeddedDesktop;

  interface EmbedOptions {
    /** The desktop's address, such as `https://cc.example.com/`. */
    url: string;
    /** The frame's title, for those who hear the page. `Contact center` by default. */
    title?: string;
  }

  interface EmbeddedDesktop {
    /** The frame. */
    readonly frame: HTMLIFrameElement;
    /** Listens; the answer stops it. */
    on<E extends keyof Events>(event: E, listener: (event: Events[E]) => void): () => void;
    /** Opens an interaction: the conversation when the agent has it, else its history. */
    open(interaction: string): void;
    /** Opens what there is to write to this address. */
    write(address: string): Promise<WriteResult>;
    /** Takes the frame away and hears nothing more. */
    remove(): void;
  }

  /** `conversation`: it is open before the agent. `history`: the newest interaction is. `unknown`: nobody with this address has been in touch lately. `unavailable`: no answer within 10 s. */
  type WriteResult = 'conversation' | 'history' | 'unknown' | 'unavailable';

  interface Events {
    /** The desktop is there, logged in and listening; again after each load of it. */
    ready: Record<string, never>;
    /** The agent has taken a conversation. */
    screenPop: ScreenPop;
    /** A conversation has left the agent. */
    interactionEnded: InteractionEnded;
    /** The agent's state, at first and at each change. */
    agentState: AgentState;
  }

  interface ScreenPop {
    interaction: string;
    /** Such as `sms` or `chat`. */
    channel: string;
    endpoint: string;
    queue: string | null;
    /** The customer's id in the contact center. */
    customer: string;
    /** The addresses the customer has written from. */
    addresses: Address[];
    /** Addresses the customer says to have; nobody has checked them. */
    claims: Address[];
  }

  interface Address {
    /** Such as `tel` or `mail`. */
    kind: string;
    value: string;
  }

  interface InteractionEnded {
    interaction: string;
    /** Whether it is closed; otherwise somebody else has it now. */
    closed: boolean;
    /** The outcome's code. */
    outcome: string | null;
  }

  interface AgentState {
    presence: 'SignedOut' | 'NotReady' | 'Ready';
    /** Why not ready. */
    reason: string | null;
    connected: boolean;
    capacityUsed: number;
    capacityTotal: number;
  }
}

interface Window {
  readonly ContactCenter: typeof ContactCenter;
}
