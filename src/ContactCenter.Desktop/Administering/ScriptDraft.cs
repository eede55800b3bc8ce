using ContactCenter.Administration;

namespace ContactCenter.Desktop.Administering;

/// <summary>A script while somebody edits it.</summary>
/// <param name="original">As it is in force; null for a new one.</param>
internal sealed class ScriptDraft(Configured<ScriptOptions>? original)
{
    private bool _isSaved;

    public Configured<ScriptOptions>? Original => original;

    public string Name { get; set; } = original?.Id ?? "";

    public string Text { get; set; } = original?.Settings.Text ?? "";

    public string Contracts { get; set; } = original?.Settings.Contracts ?? "";

    public List<ScriptSide> Sides { get; } = [.. (original?.Settings.Texts ?? []).OrderBy(static side => side.Key, StringComparer.Ordinal).Select(static side => new ScriptSide(side.Key) { Text = side.Value })];

    /// <summary>Whether something would be lost.</summary>
    public bool IsChanged => !_isSaved && (Text != (original?.Settings.Text ?? "") || Contracts != (original?.Settings.Contracts ?? "")
        || Sides.Any(side => side.Text != (original?.Settings.Texts.GetValueOrDefault(side.Language) ?? "")));

    /// <summary>Adds a side file, where there is none.</summary>
    public void Add(string language)
    {
        if (Sides.TrueForAll(side => side.Language != language))
        {
            Sides.Add(new ScriptSide(language));
        }
    }

    /// <summary>What is saved: an emptied side file is left out.</summary>
    public ScriptOptions Settings()
    {
        var settings = new ScriptOptions { Text = Text, Contracts = Contracts };
        foreach (var side in Sides.Where(static side => !string.IsNullOrWhiteSpace(side.Text)))
        {
            settings.In(side.Language, side.Text);
        }

        return settings;
    }

    public ConfigurationEdit Edit() => new ConfigurationEdit.SetScript(Name.Trim(), Settings()) { Version = original?.Version };

    public void Saved() => _isSaved = true;
}

/// <summary>A side file while somebody edits it.</summary>
/// <param name="language">Its language.</param>
internal sealed class ScriptSide(string language)
{
    public string Language => language;

    public string Text { get; set; } = "";
}
