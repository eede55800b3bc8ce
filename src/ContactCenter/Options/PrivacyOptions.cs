namespace ContactCenter;

/// <summary>What a tenant does with personal data by itself: <c>ContactCenter:Tenants:ID:Privacy</c>. Not thread-safe.</summary>
public sealed class PrivacyOptions
{
    /// <summary>
    /// After how many days without a word a customer is erased, counted from the end of the last conversation; 1 to 36,500. Never by default. Customers under a
    /// legal hold, or with an open conversation, are kept.
    /// </summary>
    public int? RetentionDays { get; set; }

    /// <summary>Whether it is recorded who opens which conversation, or a file of it: once an hour for each person and conversation. Not by default.</summary>
    public bool RecordReading { get; set; }
}
