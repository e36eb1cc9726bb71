namespace SecureAccess.Audit;

/// <summary>A named kind of security event (D20). Each room declares its own beside the code that makes them happen.</summary>
/// <param name="Name">Room and event in lower case, for instance <c>session.signed-in</c>; 64 characters at most.</param>
public sealed record AuditEventType(string Name);
