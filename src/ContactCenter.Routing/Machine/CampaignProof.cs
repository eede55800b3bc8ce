using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>What a journal proves of campaigns: that at no moment more calls were abandoned than the cap allows, from the events alone. Thread-safe.</summary>
public static class CampaignProof
{
    /// <summary>Counts answered and abandoned calls of each campaign and window, and checks each abandoned one as it happened.</summary>
    /// <param name="journal">The router's records, in order, best from the first on: a window that began before them is counted in part.</param>
    /// <returns>The windows in which somebody answered, by campaign, then by time.</returns>
    public static ImmutableArray<CampaignWindow> Read(IEnumerable<RouterRecord> journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var accounts = new SortedDictionary<string, Account>(StringComparer.Ordinal);
        foreach (var record in journal)
        {
            switch (record.Event)
            {
                case RouterEvent.CampaignSet e: AccountOf(accounts, e.Settings.Id).Settings = e.Settings; break;
                case RouterEvent.CampaignRemoved e: AccountOf(accounts, e.Campaign).Close(); break;
                case RouterEvent.CampaignAgentsTaken e: AccountOf(accounts, e.Campaign).Take(e.Agents); break;
                case RouterEvent.ContactDialled e: AccountOf(accounts, e.Campaign).Begin(record.At); break;
                case RouterEvent.ContactAnswered e: AccountOf(accounts, e.Campaign).Answer(record.At); break;
                case RouterEvent.ContactAbandoned e: AccountOf(accounts, e.Campaign).Abandon(e); break;
                case RouterEvent.ContactNotReached { Outcome: LineOutcome.Unknown } e: AccountOf(accounts, e.Campaign).Lose(record.At); break;
            }
        }

        return [.. accounts.Values.SelectMany(account => account.Windows).Where(window => window.Period.Answered + window.Period.Abandoned > 0)];
    }

    private static Account AccountOf(SortedDictionary<string, Account> accounts, CampaignId campaign) =>
        accounts.TryGetValue(campaign.Value, out var known) ? known : accounts[campaign.Value] = new Account(campaign);

    private sealed class Account(CampaignId campaign)
    {
        private long _taken;
        private long _beyond;
        private bool _closed = true;

        /// <summary>As set last; what the usual ones are where the journal begins later.</summary>
        public CampaignSettings Settings { get; set; } = new() { Id = campaign, Queue = default };

        public List<CampaignWindow> Windows { get; } = [];

        /// <summary>What the campaign counted is forgotten with it; it begins a new window should it come back.</summary>
        public void Close() => _closed = true;

        public void Take(int agents) => _taken += agents;

        public void Begin(DateTimeOffset at)
        {
            var known = _closed ? default : Windows[^1].Period;
            var period = known.At(Settings, at.ToUnixTimeMilliseconds());
            if (_closed || period.From != known.From)
            {
                Windows.Add(new CampaignWindow { Campaign = campaign, Period = period, CapPermille = Settings.AbandonedCapPermille });
                _closed = false;
            }
        }

        public void Answer(DateTimeOffset at)
        {
            Begin(at);
            Windows[^1] = Windows[^1] with { Period = Windows[^1].Period with { Answered = Windows[^1].Period.Answered + 1 } };
        }

        public void Lose(DateTimeOffset at)
        {
            Begin(at);
            Windows[^1] = Windows[^1] with { Period = Windows[^1].Period with { Unknown = Windows[^1].Period.Unknown + 1 } };
        }

        public void Abandon(RouterEvent.ContactAbandoned e)
        {
            var at = e.AnsweredAt.ToUnixTimeMilliseconds();
            Begin(e.AnsweredAt);
            var index = Windows.FindLastIndex(window => window.Period.From <= at);
            var window = Windows[Math.Max(0, index)];
            var period = window.Period with { Abandoned = window.Period.Abandoned + 1 };
            _beyond += e.BeyondCap ? 1 : 0;
            var kept = e.BeyondCap ? _beyond <= _taken : period.Abandoned * 1_000 <= period.Answered * Settings.AbandonedCapPermille;
            Windows[Math.Max(0, index)] = window with
            {
                Period = period,
                CapPermille = Settings.AbandonedCapPermille,
                BeyondCap = window.BeyondCap + (e.BeyondCap ? 1 : 0),
                IsKept = window.IsKept && kept,
            };
        }
    }
}

/// <summary>What a journal proves of one window of a campaign.</summary>
public sealed record CampaignWindow
{
    /// <summary>The campaign.</summary>
    public required CampaignId Campaign { get; init; }

    /// <summary>The window and what was counted in it; <see cref="PacingPeriod.AbandonedPermille"/> is the share.</summary>
    public required PacingPeriod Period { get; init; }

    /// <summary>The cap, as set when the last call was abandoned.</summary>
    public required int CapPermille { get; init; }

    /// <summary>Of the abandoned calls, those beyond the cap, for each of which an agent had been taken away.</summary>
    public long BeyondCap { get; init; }

    /// <summary>Whether, as each call was abandoned, the share was within the cap, or an agent had been taken away for it.</summary>
    public bool IsKept { get; init; } = true;
}
