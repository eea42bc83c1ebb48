package check

// Checks lists all checks, in the order in which they are explained.
var Checks = []*Check{
	// reading
	unreadableFile, refusedFile, fileTooLarge, collidingNames, notUTF8,
	frontMatterUnclosed, yamlSyntax, yamlFeature, duplicateKey, unknownKey, foreignKey, wrongShape,
	csvSyntax, raggedRow, unknownColumn, undeclaredRegister, profile,
	// text
	rawHTML, placeholder, htmlComment, htmlCommentUnclosed, raggedTable, unusedFootnote, duplicateAnchor, badAnchor, tooComplex, internal,
	// values
	unreadableDate, unreadablePeriod, unknownValue, foreignValue, unknownType, unknownClassification, missingField,
	// links
	brokenLink, missingAnchor, wrongCase, ambiguousID, unsafeLink, externalImage, unsafeFile, unknownID, unknownReference, unknownPerson, unknownControl,
	duplicateID, duplicateTerm, duplicateAlias, draftLinked, orphanPage,
	// documents
	missingTitle, missingOwner, missingVersion, missingStatus, missingReviewDate, missingApprover, missingApproval, longSummary,
	// reviews
	reviewOverdue, reviewDueSoon,
}
