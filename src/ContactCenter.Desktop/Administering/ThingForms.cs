using System.Globalization;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Administering;

/// <summary>The forms of what an administrator changes; of null a new thing is made.</summary>
internal sealed class ThingForms(Words words, ConfigurationView view)
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public ThingForm Queue(Configured<QueueOptions>? queue)
    {
        var s = queue?.Settings ?? new QueueOptions();
        var id = Id(queue?.Id);
        var name = Text("admin.name", s.Name);
        var skills = Text("admin.required", FieldTexts.Of(s.Skills), "admin.skillsHint");
        var offer = Text("admin.offerTimeout", FieldTexts.Seconds(s.OfferTimeout));
        var wrapUp = Text("admin.wrapUp", FieldTexts.Seconds(s.WrapUpLimit));
        var most = Text("admin.maxWaiting", Number(s.MaxWaiting));
        var percent = Text("admin.percent", Number(s.ServiceLevelPercent));
        var within = Text("admin.within", FieldTexts.Seconds(s.ServiceLevelWithin));
        var more = new QueueFields(words, view, s, queue?.Id);
        return Form(queue?.Id, "admin.queue", id, [name, skills, offer, wrapUp, most, percent, within, .. more.All], () =>
        {
            var settings = new QueueOptions
            {
                Name = name.Value.Trim(),
                OfferTimeout = offer.Seconds(),
                WrapUpLimit = wrapUp.Seconds(),
                MaxWaiting = most.Number(),
                ServiceLevelPercent = percent.Number(),
                ServiceLevelWithin = within.Seconds(),
            };
            skills.ReadSkills(settings.Skills);
            more.Read(settings);
            return new ConfigurationEdit.SetQueue(new QueueId(queue?.Id ?? id.Id()), settings) { Version = queue?.Version };
        });
    }

    public ThingForm Agent(Configured<AgentOptions>? agent)
    {
        var s = agent?.Settings ?? new AgentOptions();
        var id = Id(agent?.Id);
        var name = Text("admin.name", s.Name);
        var skills = Text("admin.skills", FieldTexts.Of(s.Skills), "admin.skillsHint");
        var team = Text("admin.team", s.Team);
        var site = Text("admin.site", s.Site);
        var capacity = Text("admin.capacity", Number(s.Capacity));
        var costs = Text("admin.costs", FieldTexts.Of(s.Costs), "admin.costsHint");
        return Form(agent?.Id, "admin.agent", id, [name, skills, team, site, capacity, costs], () =>
        {
            var settings = new AgentOptions { Name = name.Value.Trim(), Team = team.Value.Trim(), Site = site.Value.Trim(), Capacity = capacity.Number() };
            skills.ReadSkills(settings.Skills);
            costs.ReadCosts(settings.Costs);
            return new ConfigurationEdit.SetAgent(new AgentId(agent?.Id ?? id.Id()), settings) { Version = agent?.Version };
        });
    }

    public ThingForm Calendar(Configured<CalendarOptions>? calendar)
    {
        var id = Id(calendar?.Id);
        var fields = new CalendarFields(words, calendar?.Settings ?? new CalendarOptions());
        return Form(calendar?.Id, "admin.calendar", id, [.. fields.All], () =>
            new ConfigurationEdit.SetCalendar(new CalendarId(calendar?.Id ?? id.Id()), fields.Read()) { Version = calendar?.Version });
    }

    public ThingForm Campaign(Configured<CampaignOptions>? campaign)
    {
        var id = Id(campaign?.Id);
        var fields = new CampaignFields(words, view, campaign?.Settings ?? new CampaignOptions());
        return Form(campaign?.Id, "admin.campaign", id, [.. fields.All], () =>
            new ConfigurationEdit.SetCampaign(new CampaignId(campaign?.Id ?? id.Id()), fields.Read()) { Version = campaign?.Version });
    }

    public ThingForm Endpoint(Configured<EndpointOptions>? endpoint)
    {
        var s = endpoint?.Settings ?? new EndpointOptions { Channel = view.Channels.Count > 0 ? view.Channels[0].Value : "", Queue = view.Queues.Count > 0 ? view.Queues[0].Id : "" };
        var id = Id(endpoint?.Id);
        var channel = new FormField(words["history.channel"], s.Channel, choices: [.. view.Channels.Select(c => new Choice(c.Value, words.Find($"channel.{c}") ?? c.Value))]);
        var kind = Text("admin.addressKind", s.AddressKind);
        var address = Text("admin.address", s.Address);
        var queue = new FormField(words["history.queue"], s.Queue, choices: [.. view.Queues.Select(static q => new Choice(q.Id, q.Settings.Name.Length > 0 ? q.Settings.Name : q.Id))]);
        var priority = Text("admin.priority", Number(s.Priority));
        var language = Text("admin.language", s.Language, "admin.languageHint");
        var nobody = Long("admin.noAgent", s.NoAgentAnswer);
        var full = Long("admin.queueFull", s.QueueFullAnswer);
        var zone = Text("admin.zone", s.Hours?.TimeZone ?? "", "admin.zoneHint");
        var days = Week.Select(d => new FormField(words.Culture.DateTimeFormat.GetDayName(d), FieldTexts.Of(s.Hours, d), hint: words["admin.hoursHint"])).ToArray();
        var closed = Long("admin.closed", s.ClosedAnswer);
        FormField[] place = endpoint is null ? [channel, kind, address] : []; // of one that exists these stay
        return Form(endpoint?.Id, "admin.endpoint", id, [.. place, queue, priority, language, nobody, full, zone, .. days, closed], () =>
        {
            var settings = new EndpointOptions
            {
                Channel = channel.Value,
                AddressKind = kind.Value.Trim(),
                Address = address.Value.Trim(),
                Language = language.Value.Trim(),
                QueueWhenClosed = s.QueueWhenClosed,
                Hours = zone.Value.Trim().Length == 0 ? null : new OpeningHours(zone.Value.Trim(), [.. Week.SelectMany((d, i) => days[i].Spans(d))]),
            };
            foreach (var (by, other) in s.ReachBy)
            {
                settings.ReachBy[by] = other;
            }

            settings.ToQueue(queue.Value, priority.Number()).Answers(nobody.Value, full.Value, closed.Value);
            return new ConfigurationEdit.SetEndpoint(new EndpointId(endpoint?.Id ?? id.Id()), settings) { Version = endpoint?.Version };
        });
    }

    public ThingForm Template(Configured<TemplateOptions>? template)
    {
        var id = Text("admin.id", template?.Id ?? "", "admin.templateHint");
        var fields = new TemplateFields(words, template?.Settings ?? new TemplateOptions());
        return Form(template?.Id, "admin.template", id, [.. fields.All], () =>
            new ConfigurationEdit.SetTemplate(template?.Id ?? id.Value.Trim(), fields.Read()) { Version = template?.Version });
    }

    public ThingForm Disposition(Configured<string>? thing) => Label(
        thing, "admin.disposition", (id, label) => new ConfigurationEdit.SetDisposition(new DispositionCode(id), label) { Version = thing?.Version });

    public ThingForm Reason(Configured<string>? thing) => Label(
        thing, "admin.reason", (id, label) => new ConfigurationEdit.SetNotReadyReason(new NotReadyReason(id), label) { Version = thing?.Version });

    private ThingForm Label(Configured<string>? thing, string title, Func<string, string, ConfigurationEdit> build)
    {
        var id = Id(thing?.Id);
        var label = Text("admin.label", thing?.Settings ?? "");
        return Form(thing?.Id, title, id, [label], () => build(thing?.Id ?? id.Id(), label.Value.Trim()));
    }

    private ThingForm Form(string? known, string title, FormField id, IReadOnlyList<FormField> fields, Func<ConfigurationEdit> build) =>
        new(known is null ? words.Say("admin.newOf", words[title]) : $"{words[title]}: {known}", known is null ? [id, .. fields] : fields, build);

    private FormField Id(string? known) => Text("admin.id", known ?? "", "admin.idHint");

    private FormField Text(string label, string value, string? hint = null) => new(words[label], value, hint: hint is null ? null : words[hint]);

    private FormField Long(string label, string value) => new(words[label], value, isLong: true);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
