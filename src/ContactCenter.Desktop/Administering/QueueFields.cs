using System.Globalization;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using ContactCenter.Routing;

namespace ContactCenter.Desktop.Administering;

/// <summary>The fields of a queue beyond those everybody sets: whom it asks, what waiting changes, where work goes, what customers are told.</summary>
internal sealed class QueueFields
{
    private const int MostRules = 16; // as the router has it

    private readonly Words _words;
    private readonly FormField _preferred;
    private readonly FormField _teams;
    private readonly FormField _sites;
    private readonly FormField _strategy;
    private readonly FormField _band;
    private readonly FormField _offerTo;
    private readonly FormField _autoAccept;
    private readonly FormField _credit;
    private readonly FormField _sticky;
    private readonly FormField _calendar;
    private readonly FormField _formula;
    private readonly FormField _short;
    private readonly FormField _first;
    private readonly FormField _every;
    private readonly FormField _positions;
    private readonly FormField _channels;
    private readonly List<RingFields> _rings;
    private readonly List<OverflowFields> _rules;

    public QueueFields(Words words, ConfigurationView view, QueueOptions s, string? id)
    {
        _words = words;
        var asks = words["admin.group.asks"];
        var hours = words["admin.group.hours"];
        var told = words["admin.group.told"];
        _preferred = Text("admin.preferred", FieldTexts.Of(s.Preferred), asks, "admin.skillsHint");
        _teams = Text("admin.teams", FieldTexts.Of(s.Teams), asks, "admin.listHint");
        _sites = Text("admin.sites", FieldTexts.Of(s.Sites), asks, "admin.listHint");
        _strategy = new FormField(
            words["admin.strategy"], s.Strategy.Length > 0 ? s.Strategy : AgentStrategy.LongestIdle.Name, choices: [.. view.Strategies.Union([s.Strategy.Length > 0 ? s.Strategy : AgentStrategy.LongestIdle.Name]).Select(n => new Choice(n, words.Find($"strategy.{n}") ?? n))], group: asks);
        _band = new FormField(words["admin.band"], s.Band.ToString(), choices: words.ChoicesOf<QueueBand>("band"), group: asks);
        _offerTo = Text("admin.offerTo", Number(s.OfferTo), asks);
        _autoAccept = words.YesNo("admin.autoAccept", s.AutoAccept, asks);
        _credit = Text("admin.credit", FieldTexts.Seconds(s.PriorityCredit), asks);
        _sticky = Text("admin.sticky", FieldTexts.SecondsOrNone(s.StickyAgentLimit), asks, "admin.noneHint");
        _calendar = new FormField(
            words["admin.calendar"], s.Calendar, choices: [new Choice("", words["admin.always"]), .. view.Calendars.Select(static c => new Choice(c.Id, c.Settings.Name.Length > 0 ? c.Settings.Name : c.Id))], group: hours);
        _formula = new FormField(words["admin.formula"], s.ServiceLevelFormula.ToString(), choices: words.ChoicesOf<ServiceLevelFormula>("formula"), group: hours);
        _short = Text("admin.short", FieldTexts.Seconds(s.ServiceLevelShortAbandon), hours);
        _first = Text("admin.announceFirst", FieldTexts.SecondsOrNone(s.Announcements?.First), told, "admin.noneHint");
        _every = Text("admin.announceEvery", FieldTexts.Seconds((s.Announcements ?? new AnnouncementOptions()).Every), told);
        _positions = Text("admin.announcePositions", Number((s.Announcements ?? new AnnouncementOptions()).PositionUpTo), told);
        _channels = Text("admin.announceChannels", FieldTexts.Of(s.Announcements?.Channels ?? []), told, "admin.announceChannelsHint");
        _rings = [.. s.Rings.Append(null).Take(MostRules).Select((r, i) => new RingFields(words, r, i + 1))];
        var queues = view.Queues.Where(q => q.Id != id).Select(static q => new Choice(q.Id, q.Settings.Name.Length > 0 ? q.Settings.Name : q.Id)).ToList();
        _rules = [.. s.Overflow.Append(null).Take(MostRules).Select((r, i) => new OverflowFields(words, queues, r, i + 1))];
    }

    public IEnumerable<FormField> All =>
    [
        _preferred, _teams, _sites, _strategy, _band, _offerTo, _autoAccept, _credit, _sticky,
        _calendar, _formula, _short,
        .. _rings.SelectMany(static r => r.All),
        .. _rules.SelectMany(static r => r.All),
        _first, _every, _positions, _channels,
    ];

    /// <summary>Puts what is typed into settings.</summary>
    /// <exception cref="FormatException">A field cannot be read; it is named.</exception>
    public void Read(QueueOptions settings)
    {
        _preferred.ReadSkills(settings.Preferred);
        settings.Teams.AddRange(_teams.Keys());
        settings.Sites.AddRange(_sites.Keys());
        settings.Strategy = _strategy.Value == AgentStrategy.LongestIdle.Name ? "" : _strategy.Value;
        settings.Band = Enum.Parse<QueueBand>(_band.Value);
        settings.OfferTo = _offerTo.Number();
        settings.AutoAccept = _autoAccept.IsYes();
        settings.PriorityCredit = _credit.Seconds();
        settings.StickyAgentLimit = _sticky.SecondsOrNone();
        settings.Calendar = _calendar.Value;
        settings.ServiceLevelFormula = Enum.Parse<ServiceLevelFormula>(_formula.Value);
        settings.ServiceLevelShortAbandon = _short.Seconds();
        settings.Rings.AddRange(_rings.Select(static r => r.Read()).OfType<RingOptions>());
        settings.Overflow.AddRange(_rules.Select(static r => r.Read()).OfType<OverflowOptions>());
        if (_first.SecondsOrNone() is { } first)
        {
            settings.Announcements = new AnnouncementOptions { First = first, Every = _every.Seconds(), PositionUpTo = _positions.Number() };
            settings.Announcements.Channels.AddRange(_channels.Keys());
        }
    }

    private FormField Text(string label, string value, string group, string? hint = null) => new(_words[label], value, hint: hint is null ? null : _words[hint], group: group);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
