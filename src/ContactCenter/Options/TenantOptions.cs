using ContactCenter.Channels;

namespace ContactCenter;

/// <summary>One tenant as code and configuration seed it: <c>ContactCenter:Tenants:ID</c>. Not thread-safe.</summary>
public sealed class TenantOptions
{
    /// <summary>The display name; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The queues by id.</summary>
    public Dictionary<string, QueueOptions> Queues { get; } = [];

    /// <summary>The agents by id.</summary>
    public Dictionary<string, AgentOptions> Agents { get; } = [];

    /// <summary>The endpoints by id.</summary>
    public Dictionary<string, EndpointOptions> Endpoints { get; } = [];

    /// <summary>The calendars by id: when queues are open.</summary>
    public Dictionary<string, CalendarOptions> Calendars { get; } = [];

    /// <summary>The outbound campaigns by id.</summary>
    public Dictionary<string, CampaignOptions> Campaigns { get; } = [];

    /// <summary>The scripts by name.</summary>
    public Dictionary<string, ScriptOptions> Scripts { get; } = [];

    /// <summary>The templates of messages by path, such as <c>clinic/reminder</c>.</summary>
    public Dictionary<string, TemplateOptions> Templates { get; } = [];

    /// <summary>The outcomes by code, with their labels. At least one. Shown in the order they were added; those of the configuration come in the order of their codes.</summary>
    public Dictionary<string, string> Dispositions { get; } = [];

    /// <summary>The reasons an agent may choose for taking no work, by key, with their labels; shown in the order of <see cref="Dispositions"/>.</summary>
    public Dictionary<string, string> NotReadyReasons { get; } = [];

    /// <summary>What is done with personal data by itself: nothing, by default.</summary>
    public PrivacyOptions Privacy { get; set; } = new();

    /// <summary>Names the tenant.</summary>
    public TenantOptions Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Adds a queue, or goes on describing it.</summary>
    public TenantOptions AddQueue(string id, Action<QueueOptions>? configure = null) => Add(Queues, id, configure);

    /// <summary>Adds a calendar, or goes on describing it.</summary>
    public TenantOptions AddCalendar(string id, Action<CalendarOptions>? configure = null) => Add(Calendars, id, configure);

    /// <summary>Adds an outbound campaign, or goes on describing it. It dials nothing before a supervisor starts it.</summary>
    public TenantOptions AddCampaign(string id, Action<CampaignOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(Campaigns, id, configure);
    }

    /// <summary>Adds an agent, or goes on describing the agent.</summary>
    public TenantOptions AddAgent(string id, Action<AgentOptions>? configure = null) => Add(Agents, id, configure);

    /// <summary>Adds an endpoint, or goes on describing it.</summary>
    public TenantOptions AddEndpoint(string id, ChannelKind channel, Address address, Action<EndpointOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Add(Endpoints, id, (EndpointOptions e) =>
        {
            e.Channel = channel.Value;
            e.Address = address.Value;
            e.AddressKind = address.Kind.Value;
            configure?.Invoke(e);
        });
    }

    /// <summary>Adds a script.</summary>
    /// <param name="name">Its name, as its first line says.</param>
    /// <param name="text">The script.</param>
    /// <param name="contracts">What it relies on besides the center's own actions, queues and calendars.</param>
    /// <param name="configure">Adds its side files.</param>
    public TenantOptions AddScript(string name, string text, string contracts = "", Action<ScriptOptions>? configure = null) => Add(Scripts, name, (ScriptOptions script) =>
    {
        script.Text = text;
        script.Contracts = contracts;
        configure?.Invoke(script);
    });

    /// <summary>Adds a template of messages.</summary>
    /// <param name="name">Its path, as scripts name it: <c>clinic/reminder</c>.</param>
    /// <param name="takes">What it takes, as contracts write it: <c>name: text, when: moment</c>; empty for nothing.</param>
    /// <param name="configure">Adds its texts.</param>
    public TenantOptions AddTemplate(string name, string takes, Action<TemplateOptions> configure) => Add(Templates, name, (TemplateOptions template) =>
    {
        template.Takes = takes;
        configure?.Invoke(template);
    });

    /// <summary>Adds the templates of a folder: <c>clinic/reminder.template</c> in it is the template <c>clinic/reminder</c>. How a file is written: <c>docs/scripting/templates.md</c>.</summary>
    /// <param name="folder">The folder; files of folders in it count, too.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FormatException">A file is not clear; the message names file and line.</exception>
    public TenantOptions AddTemplates(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + TemplateFile.Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace(Path.DirectorySeparatorChar, '/');
            var template = new TemplateOptions();
            try
            {
                TemplateFile.Read(File.ReadAllText(file), template);
            }
            catch (FormatException fault)
            {
                throw new FormatException($"{file}: {fault.Message}", fault);
            }

            Templates[name] = template;
        }

        return this;
    }

    /// <summary>Adds an outcome.</summary>
    public TenantOptions AddDisposition(string code, string label)
    {
        Dispositions[code] = label;
        return this;
    }

    /// <summary>Adds a reason for taking no work.</summary>
    public TenantOptions AddNotReadyReason(string key, string label)
    {
        NotReadyReasons[key] = label;
        return this;
    }

    private TenantOptions Add<T>(Dictionary<string, T> children, string id, Action<T>? configure)
        where T : new()
    {
        if (!children.TryGetValue(id, out var child))
        {
            children[id] = child = new T();
        }

        configure?.Invoke(child);
        return this;
    }
}
