using System.Globalization;
using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using ContactCenter.Routing;

namespace ContactCenter.Desktop.Administering;

/// <summary>The fields of an outbound campaign: whom its calls go to and when; what is said to whom it cannot serve; how fast it dials; when it dials again.</summary>
internal sealed class CampaignFields
{
    private readonly Words _words;
    private readonly CampaignOptions _was;
    private readonly FormField _name, _queue, _endpoint, _mode, _hours, _clock, _language, _script, _attempts, _contacts;
    private readonly FormField _cap, _window, _offset, _ring, _answer, _lines, _assumed;
    private readonly FormField _machine, _busy, _noAnswer, _failed, _unknown, _abandoned, _hungUp;
    private readonly Dictionary<string, FormField> _abandonedTexts, _machineTexts;

    public CampaignFields(Words words, ConfigurationView view, CampaignOptions s)
    {
        (_words, _was) = (words, s);
        var (fast, again, told) = (words["admin.group.pace"], words["admin.group.again"], words["admin.group.unserved"]);
        _name = Text("admin.name", s.Name);
        _queue = Choose("history.queue", s.Queue, view.Queues.Select(static q => new Choice(q.Id, q.Settings.Name.Length > 0 ? q.Settings.Name : q.Id)));
        _endpoint = Choose("admin.campaign.endpoint", s.Endpoint, view.Endpoints.Where(static e => e.Settings.Channel == ChannelKind.Voice.Value).Select(static e => new Choice(e.Id, $"{e.Id} ({e.Settings.Address})")));
        _mode = new FormField(words["admin.campaign.mode"], s.Mode.ToString(), choices: words.ChoicesOf<CampaignMode>("mode"));
        _hours = Choose("admin.campaign.hours", s.Hours, view.Calendars.Select(static c => new Choice(c.Id, c.Settings.Name.Length > 0 ? c.Settings.Name : c.Id)).Prepend(new Choice("", words["admin.campaign.queueHours"])));
        _clock = new FormField(words["admin.campaign.clock"], s.HoursOf.ToString(), choices: words.ChoicesOf<CampaignClock>("clock"));
        _language = Text("admin.campaign.language", s.Language, hint: "admin.languageHint");
        _script = Choose("admin.campaign.script", s.Script, view.Scripts.Select(static one => new Choice(one.Id, one.Id)).Prepend(new Choice("", words["admin.campaign.noScript"])));
        _attempts = Text("admin.campaign.attempts", Number(s.MaxAttempts));
        _contacts = Text("admin.campaign.contacts", Number(s.MaxContacts));
        _abandonedTexts = Texts("admin.campaign.abandonedText", s.AbandonedTexts, told);
        _machineTexts = Texts("admin.campaign.machineText", s.MachineTexts, told);
        _cap = Text("admin.campaign.cap", Number(s.AbandonedCapPermille), fast);
        _window = Text("admin.campaign.window", Number(s.WindowDays), fast, "admin.campaign.windowHint");
        _offset = Text("admin.campaign.offset", Number((int)s.DayOffset.TotalMinutes), fast, "admin.campaign.offsetHint");
        _ring = Text("admin.campaign.ring", FieldTexts.Seconds(s.RingTime), fast);
        _answer = Text("admin.campaign.answer", FieldTexts.Seconds(s.AnswerLimit), fast);
        _lines = Text("admin.campaign.lines", Number(s.MaxLines), fast);
        _assumed = Text("admin.campaign.assumed", Number(s.AssumedConnectPermille), fast);
        _busy = Again("Busy", s.Retries.Busy, again);
        _noAnswer = Again("NoAnswer", s.Retries.NoAnswer, again);
        _machine = Again("Machine", s.Retries.Machine, again);
        _failed = Again("Failed", s.Retries.Failed, again);
        _hungUp = Again("HungUp", s.Retries.HungUp, again);
        _abandoned = Again("Abandoned", s.Retries.Abandoned, again);
        _unknown = Again("Unknown", s.Retries.Unknown, again);
    }

    public IEnumerable<FormField> All =>
    [
        _name, _endpoint, _queue, _mode, _hours, _clock, _language, _script, _attempts, _contacts,
        .. _abandonedTexts.Values, .. _machineTexts.Values,
        _cap, _window, _offset, _ring, _answer, _lines, _assumed,
        _busy, _noAnswer, _machine, _failed, _hungUp, _abandoned, _unknown,
    ];

    /// <summary>What the fields come to.</summary>
    /// <exception cref="FormatException">A field cannot be read; it is named.</exception>
    public CampaignOptions Read()
    {
        var settings = new CampaignOptions
        {
            Name = _name.Value.Trim(),
            Queue = _queue.Value,
            Endpoint = _endpoint.Value,
            Mode = Enum.Parse<CampaignMode>(_mode.Value),
            Hours = _hours.Value,
            HoursOf = Enum.Parse<CampaignClock>(_clock.Value),
            Language = _language.Value.Trim(),
            Script = _script.Value,
            MaxAttempts = _attempts.Number(),
            MaxContacts = _contacts.Number(),
            AbandonedCapPermille = _cap.Number(),
            WindowDays = _window.Number(),
            DayOffset = TimeSpan.FromMinutes(_offset.Number()),
            RingTime = _ring.Seconds(),
            AnswerLimit = FieldTexts.Seconds(_was.AnswerLimit) == _answer.Value.Trim() ? _was.AnswerLimit : _answer.Seconds(), // parts of a second, which code may set, stay
            MaxLines = _lines.Number(),
            AssumedConnectPermille = _assumed.Number(),
            Retries = new CampaignRetryOptions
            {
                Busy = Minutes(_busy),
                NoAnswer = Minutes(_noAnswer),
                Machine = Minutes(_machine),
                Failed = Minutes(_failed),
                HungUp = Minutes(_hungUp),
                Abandoned = Minutes(_abandoned),
                Unknown = Minutes(_unknown),
            },
        };
        Fill(settings.AbandonedTexts, _abandonedTexts);
        Fill(settings.MachineTexts, _machineTexts);
        return settings;
    }

    private static void Fill(Dictionary<string, string> texts, Dictionary<string, FormField> fields)
    {
        foreach (var (language, field) in fields.Where(static f => !string.IsNullOrWhiteSpace(f.Value.Value)))
        {
            texts[language] = field.Value.Trim();
        }
    }

    private static TimeSpan? Minutes(FormField field) => field.Value.Trim().Length == 0 ? null : TimeSpan.FromMinutes(field.Number());

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private FormField Again(string outcome, TimeSpan? after, string group) =>
        new(_words.Say("admin.campaign.again", _words[$"outcome.{outcome}"]), after is { } span ? Number((int)span.TotalMinutes) : "", hint: _words["admin.campaign.againHint"], group: group);

    private Dictionary<string, FormField> Texts(string label, Dictionary<string, string> texts, string group) =>
        Words.Languages.Keys.Union(texts.Keys).ToDictionary(static l => l, l => new FormField(_words.Say(label, l), texts.GetValueOrDefault(l, ""), isLong: true, group: group));

    private FormField Choose(string label, string value, IEnumerable<Choice> choices)
    {
        var all = choices.ToList();
        return new FormField(_words[label], value, choices: all.Exists(c => c.Key == value) ? all : [new Choice(value, value.Length > 0 ? value : "–"), .. all]);
    }

    private FormField Text(string label, string value, string? group = null, string? hint = null) => new(_words[label], value, hint: hint is null ? null : _words[hint], group: group);
}
