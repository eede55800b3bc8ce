namespace FaultRunner;

/// <summary>What an agent wrote to a customer, and what the host said to it.</summary>
public sealed class Answer(string agent, Guid interaction, Guid session, string body, int attempt)
{
    /// <summary>The same at each repetition.</summary>
    public Guid Key { get; } = Guid.NewGuid();

    public Guid Interaction { get; } = interaction;

    public Guid Session { get; } = session;

    /// <summary>Unlike any other answer's.</summary>
    public string Text { get; } = $"{agent} answers [{body}], writing {attempt}.";

    /// <summary>The host has said 200: it is durable.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>The host has refused it: it is certainly not sent.</summary>
    public bool IsRefused { get; set; }
}
