namespace ContactCenter;

/// <summary>What a tenant does with personal data by itself: <c>ContactCenter:Tenants:ID:Privacy</c>. Not thread-safe.</summary>
public sealed class PrivacyOptions
{
    /// <summary>
    /// After how many days without a word a customer is erased, counted from the end of the last conversation; 1 to 36,500. Never by default. Customers under a
    /// legal hold, or with an open conversation, are kept.
    /// </summary>
    public int? RetentionDays { get; set; }

    /// <summary>After how many days the recording of a call is removed, counted from its beginning; 1 to 36,500. Never by default. Those of customers under a legal hold are kept.</summary>
    public int? RecordingDays { get; set; }

    /// <summary>The same for calls of some queues, by the queue's key: the queue their interaction went to last. In place of <see cref="RecordingDays"/>, be it shorter or longer.</summary>
    public Dictionary<string, int> QueueRecordingDays { get; set; } = [];

    /// <summary>Whether it is recorded who opens which conversation, or hears which recording: once an hour for each person and thing. Not by default.</summary>
    public bool RecordReading { get; set; }
}
