using ContactCenter.Desk;
using ContactCenter.Journal;

namespace ContactCenter.Desktop.Circuit;

/// <summary>The person's own presence, offers and work, shared by all parts of the page, with the drafts not yet sent.</summary>
internal sealed class AgentState(Workplace workplace, DeskFeed feed) : IDisposable
{
    private readonly Dictionary<InteractionId, Draft> _drafts = [];
    private readonly HashSet<InteractionId> _asked = [];
    private IDisposable? _subscription;

    public event Action? Changed;

    /// <summary>The newest view; null for persons who are no agents.</summary>
    public AgentView? View { get; private set; }

    /// <summary>Set by whoever took an offer: the reply box of this interaction wants the focus once it is there.</summary>
    public InteractionId? JustTaken { get; set; }

    public async Task StartAsync()
    {
        if (_subscription is null && workplace.Has(Role.Agent))
        {
            _subscription = feed.Subscribe(ConcernsMe, RefreshAsync);
            await RefreshAsync();
        }
    }

    public async Task RefreshAsync()
    {
        if (workplace.Desk is { } desk && workplace.Has(Role.Agent))
        {
            try
            {
                View = await desk.AgentAsync();
            }
            catch (LogUnavailableException)
            {
                return; // the tenant is being started again; the resync that follows brings the view
            }

            Changed?.Invoke();
        }
    }

    public WorkView? WorkOn(InteractionId interaction) => View?.Work.FirstOrDefault(w => w.Interaction.Interaction == interaction);

    public Draft DraftOf(InteractionId interaction) => _drafts.GetValueOrDefault(interaction, new Draft("", IsNote: false));

    /// <summary>Whether the browser has to be asked for a draft of before this page: once for each interaction.</summary>
    public bool AskForDraft(InteractionId interaction) => _asked.Add(interaction) && !_drafts.ContainsKey(interaction);

    public void Keep(InteractionId interaction, Draft draft)
    {
        if (draft.Text.Length == 0)
        {
            _drafts.Remove(interaction);
        }
        else
        {
            _drafts[interaction] = draft;
        }
    }

    public void Dispose() => _subscription?.Dispose();

    private bool ConcernsMe(DeskEvent e) => e.Kind switch
    {
        DeskEventKind.Offer or DeskEventKind.Presence => e.Agent == workplace.Me,
        DeskEventKind.Parking => true,
        DeskEventKind.Interaction when e.Interaction is null => View?.Parked.Count > 0, // somebody may have picked one up
        DeskEventKind.Interaction => e.Agent == workplace.Me
            || View?.Work.Any(w => w.Interaction.Interaction == e.Interaction) == true
            || View?.Offers.Any(o => o.Interaction == e.Interaction) == true,
        _ => false,
    };
}

/// <summary>Something written and not yet sent. What was written as a note never turns into a reply by itself.</summary>
internal sealed record Draft(string Text, bool IsNote);
